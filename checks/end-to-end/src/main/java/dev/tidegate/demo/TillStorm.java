package dev.tidegate.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.demo.Audit.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidegate storm till}: a long outage with many kills, compared sale by sale and to the cent. */
@Command(
        name = "tidegate storm till",
        mixinStandardHelpOptions = true,
        description = "A long outage with many kills: cashier, till and acquirer are compared, to the cent.",
        footer = {
            "",
            "Exit codes: 0 all held; 1 a payment was lost, doubled or invented, or a sum differs;",
            "2 wrong options; 3 the shop did not run."
        })
public final class TillStorm implements Callable<Integer> {
    private static final String SETTINGS = "long-outage.properties";
    private static final int SALES_MAX = 1_500;

    @Option(names = "--sales", paramLabel = "N", description = "Stored sales (default: ${DEFAULT-VALUE}).")
    private int sales = 500;

    @Option(
            names = "--kills",
            paramLabel = "N",
            description = "Kills: three in four of the till while it is cut off, the others of each part while it"
                    + " drains (default: ${DEFAULT-VALUE}).")
    private int kills = 50;

    @Option(names = "--seed", paramLabel = "N", description = "Of the plan (default: ${DEFAULT-VALUE}).")
    private long seed = 20261123;

    @Option(names = "--json", description = "One line of JSON instead of the table.")
    private boolean json;

    @Option(names = "--project", hidden = true, description = "Where the modules are built.")
    private Path project = Path.of("").toAbsolutePath();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TillStorm()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (sales < 1 || sales > SALES_MAX || kills < 0 || kills > sales) {
            System.err.println("--sales is 1 to " + SALES_MAX + ", and --kills are not more");
            return 2;
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Progress progress = new Progress(json ? System.err : out, false);
        Path folder = Files.createTempDirectory(Files.createDirectories(project.resolve("target/demo")), "outage-");
        Ports ports = Ports.free();
        Recipes recipes = new Recipes(project, folder, ports, Staff.nobody(), StartCaches.used(project), settings());
        progress.say("Seed " + seed);
        try (Shop shop = Shop.open(recipes, folder, ports, progress, Staff.nobody());
                Cashier cashier = new Cashier(shop.till(), shop.cards())) {
            Story story = new Story(shop, cashier, progress);
            new LongOutage(shop, cashier, story, progress, seed).play(sales, kills);
            cashier.readVoids();
            Audit audit = Audit.compare(cashier.sales(), Ledger.read(shop.acquirer()));
            Totals totals = Totals.of(audit, shop.till());
            if (json) {
                ObjectNode report = Report.json(audit, shop.kills(), progress.seconds());
                report.put("seed", seed).set("totals", totals.json());
                out.println(report);
            } else {
                Report.summary(audit, shop.kills(), totals, out);
            }
            return audit.count(Verdict.HELD) == audit.findings().size() && totals.agree() ? 0 : 1;
        } catch (IllegalStateException e) {
            System.err.println("The shop did not run: " + e.getMessage() + " (logs: " + folder.resolve("log") + ")");
            return 3;
        }
    }

    private static Map<String, String> settings() throws IOException {
        Properties read = new Properties();
        try (InputStream in = TillStorm.class.getResourceAsStream(SETTINGS)) {
            if (in == null) {
                throw new IOException(SETTINGS + " is missing");
            }
            read.load(in);
        }
        return read.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, read::getProperty));
    }
}
