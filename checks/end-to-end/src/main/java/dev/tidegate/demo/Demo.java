package dev.tidegate.demo;

import dev.tidegate.demo.Audit.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code tidegate demo}: opens a shop for a person to play with, or plays the outage story and says whether all held.
 */
@Command(
        name = "tidegate demo",
        mixinStandardHelpOptions = true,
        version = "tidegate 0.1.0 (AGPL-3.0-or-later, source: see README)",
        description = "Starts simulators, gateway and till on loopback.",
        footer = {
            "",
            "Exit codes: 0 all held; 1 a payment was lost, doubled or invented;",
            "2 wrong options; 3 the shop did not run."
        })
public final class Demo implements Callable<Integer> {
    private static final int ALL_HELD = 0;
    private static final int BROKEN_PROMISE = 1;
    private static final int DID_NOT_RUN = 3;

    @Option(names = "--unattended", description = "Play the outage story, compare every payment, print a table.")
    private boolean unattended;

    @Option(names = "--json", description = "With --unattended: one line of JSON instead of the table.")
    private boolean json;

    @Option(
            names = "--kill-at",
            paramLabel = "POINT",
            description =
                    "With --unattended: a process dies at this point and is started again; repeatable; 'all' for each.")
    private List<String> killAt = new ArrayList<>();

    @Option(
            names = "--kill-seed",
            paramLabel = "N",
            description = "With --unattended: random sales, cuts and kills from this seed; repeatable.")
    private List<Long> killSeeds = new ArrayList<>();

    @Option(names = "--warm", hidden = true, description = "Sells once, and writes what makes later starts short.")
    private boolean warm;

    @Option(names = "--project", hidden = true, description = "Where the modules are built.")
    private Path project = Path.of("").toAbsolutePath();

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where keys, journals and logs go (default: a new folder); a shop that is there goes on.")
    private @Nullable Path home;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Demo()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Progress progress = new Progress(json ? System.err : out, false);
        Path folder = home == null
                ? Files.createTempDirectory(Files.createDirectories(project.resolve("target/demo")), "shop-")
                : home.toAbsolutePath();
        if (warm) {
            return warmUp(folder, progress);
        }
        Staff staff = unattended ? Staff.nobody() : Staff.two();
        try (Shop shop = Shop.open(project, folder, unattended ? Ports.free() : Ports.fixed(), progress, staff)) {
            return unattended ? play(shop, progress, out) : keepOpen(shop, staff, folder, out);
        } catch (IllegalStateException e) {
            System.err.println("The shop did not run: " + e.getMessage() + " (logs: " + folder.resolve("log") + ")");
            return DID_NOT_RUN;
        }
    }

    private int warmUp(Path folder, Progress progress) {
        Ports ports = Ports.free();
        Recipes recipes = new Recipes(project, folder, ports, Staff.nobody(), StartCaches.written(project), Map.of());
        try (Shop shop = Shop.open(recipes, folder, ports, progress, Staff.nobody());
                Cashier cashier = new Cashier(shop.till(), shop.cards())) {
            new Story(shop, cashier, progress).once();
        } catch (IllegalStateException e) {
            System.err.println("The shop did not run: " + e.getMessage() + " (logs: " + folder.resolve("log") + ")");
            return DID_NOT_RUN;
        }
        return ALL_HELD;
    }

    private int play(Shop shop, Progress progress, PrintStream out) {
        Audit audit;
        try (Cashier cashier = new Cashier(shop.till(), shop.cards())) {
            Story story = new Story(shop, cashier, progress);
            if (killAt.isEmpty() && killSeeds.isEmpty()) {
                story.outage();
            }
            points().forEach(story::throughKillPoint);
            killSeeds.forEach(seed -> {
                progress.say("Seed " + seed);
                story.random(seed);
            });
            cashier.readVoids();
            audit = Audit.compare(cashier.sales(), Ledger.read(shop.acquirer()));
        }
        if (json) {
            out.println(Report.json(audit, shop.kills(), progress.seconds()));
        } else {
            Report.table(audit, out);
        }
        return audit.count(Verdict.HELD) == audit.findings().size() ? ALL_HELD : BROKEN_PROMISE;
    }

    private List<KillPoint> points() {
        return killAt.contains("all")
                ? List.of(KillPoint.values())
                : killAt.stream().map(KillPoint::of).toList();
    }

    private static int keepOpen(Shop shop, Staff staff, Path folder, PrintStream out) {
        out.println();
        out.println("  Cashier page   " + shop.till().base());
        for (Staff.Member member : staff.members()) {
            out.println("                 " + member.name() + ", " + member.role() + ", PIN " + member.pin());
        }
        out.println("  Gateway        " + shop.gateway().base() + "  as operator, finance, finance-second or reviewer");
        out.println("                 secret "
                + shop.letPeopleIn(List.of("operator", "finance", "finance-second", "reviewer")));
        out.println("  Acquirer       " + shop.acquirer().base().resolve("/ledger"));
        out.println("  Logs           " + folder.resolve("log"));
        out.println();
        out.println(
                "The drawer of test cards and the switch \"cut the network\" are on the cashier page. Ctrl-C ends.");
        CountDownLatch forever = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(shop::close));
        try {
            forever.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ALL_HELD;
    }
}
