package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.demo.Cashier.Way;
import dev.tidegate.demo.KillPoint.Part;
import dev.tidegate.demo.SaleSeen.Told;
import dev.tidegate.house.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;

/**
 * The whole shop with a cashier and a manager who sign in, a cash drawer, a second way to the gateway, and the
 * cashier's page in a browser. Sales are found by their amounts: each has its own.
 */
final class ShopWithPage implements AutoCloseable {
    static final String CARD_ALIVE = "wait:[aria-keyshortcuts=F9]:not([aria-disabled])";
    private static final String HEADLINE = "#result-headline";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PULSE_BYTES = 5;
    private static final Duration GLANCE = Duration.ofMillis(50);

    final Shop shop;
    final CashierPage page;
    final TillBooks books;
    final Staff staff = Staff.two();
    /** How often the cash drawer was told to open. */
    final AtomicInteger drawer = new AtomicInteger();

    private final ServerSocket printer;
    private final Child detour;
    private final Http detours;
    private final List<SaleSeen> seen = new ArrayList<>();

    ShopWithPage(Path home, Path pictures) {
        Plant.shop(home);
        Ports ports = Ports.free();
        try {
            printer = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("cash-drawer").start(this::print);
        detour = Child.start(Processes.java(
                home,
                "detour",
                "simulators/network",
                "dev.tidegate.simulator.network.NetworkSimulator",
                Map.of(),
                "--link",
                "detour=0:127.0.0.1:" + ports.gatewayApi()));
        JsonNode open = detour.awaitReady(PATIENCE);
        detours = new Http("http://127.0.0.1:" + open.path("control").asInt());
        openDetour(false);
        Recipes recipes = new Recipes(
                Project.folder(),
                home,
                ports,
                staff,
                StartCaches.used(Project.folder()),
                Map.of(
                        "TILL_LIVE_TIMER",
                        "PT5S",
                        "TILL_LIABILITY_ACCEPTED_BY",
                        "",
                        "TILL_DRAWER",
                        "printer:127.0.0.1:" + printer.getLocalPort(),
                        "TILL_GATEWAY_BACKUP",
                        "https://localhost:" + open.at("/links/detour").asInt()));
        shop = Shop.open(recipes, home, ports, new Progress(System.out, true), staff);
        books = new TillBooks(home.resolve("till"));
        page = new CashierPage(shop.till().base(), pictures);
    }

    /** Signs in at the page, by keys. */
    void signIn() {
        page.shows("#sign-in-title");
        page.press("1");
        page.shows(".dots");
        page.type(staff.members().getFirst().pin());
        page.press("Enter");
        page.gone("#sign-in-title");
    }

    /** Types an amount and presses Card. */
    void ask(long amount) {
        page.type(Long.toString(amount));
        page.press(CARD_ALIVE, "F9");
        page.shows("#prompt-line");
    }

    void present(String card, Way way) {
        shop.cards()
                .post("/" + way.name().toLowerCase(Locale.ROOT), Map.of("card", card))
                .expect(200, 201, 202, 204);
    }

    void takeAway() {
        shop.cards().post("/remove", Map.of()).expect(200, 201, 202, 204, 409);
        shop.cards().post("/lift", Map.of()).expect(200, 201, 202, 204, 409);
    }

    /** What the result says in its headline; the card is taken away then. */
    String result() {
        String headline = page.shows(HEADLINE);
        takeAway();
        return headline;
    }

    /** OK on the result. */
    void ok() {
        page.pressUntilGone("Enter", HEADLINE);
    }

    /** A sale of a typed amount up to its result, which stays on the screen; it may be refused before any card. */
    String sell(long amount, String card, Way way) {
        page.type(Long.toString(amount));
        page.press(CARD_ALIVE, "F9");
        page.shows("[role=alertdialog] h1");
        if (page.count("#prompt-line") > 0) {
            present(card, way);
        }
        return result();
    }

    /** A reason, and the PIN of the manager, in the panel that asks for them. */
    void managersWord(String reason) {
        page.shows("#panel-word");
        page.shows("input:focus");
        page.write(reason);
        page.press("Enter");
        page.type(staff.members().getLast().pin());
        page.press("Enter");
        page.gone("#panel-word");
    }

    /** What the person before the PIN pad does. */
    void onPad(String press) {
        shop.pad().post("/press", Map.of("press", press)).expect(200, 202, 204);
    }

    /** Refunds of an amount that stand at the acquirer. */
    long refundsOf(long amount) {
        JsonNode entries = shop.acquirer().get("/ledger").expect(200).body().path("entries");
        return StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.path("kind").asText().equals("refund"))
                .filter(entry -> entry.path("amount").asLong() == amount)
                .filter(entry -> entry.path("state").asText().equalsIgnoreCase("live"))
                .count();
    }

    /** What the screen said of a sale: compared with the acquirer's books by {@link #disagreements}. */
    void told(long amount, Told told) {
        seen.add(new SaleSeen("", amount, "", told, false));
    }

    void toldVoided(long amount) {
        seen.add(new SaleSeen("", amount, "", Told.STORED, true));
    }

    /** Bookings of an amount that stand at the acquirer. */
    long live(long amount) {
        return Ledger.read(shop.acquirer()).live(amount);
    }

    /** Whether every sale stands at the acquirer exactly as the screen had said: what does not. */
    List<Audit.Finding> disagreements() {
        return Audit.compare(seen, Ledger.read(shop.acquirer())).findings().stream()
                .filter(each -> each.verdict() != Audit.Verdict.HELD)
                .toList();
    }

    /** Waits until the acquirer has a sale of an amount, whatever it then does about it. */
    void awaitBooked(long amount) {
        await("the acquirer books it", () -> live(amount) > 0);
    }

    /** Cuts the network between till and gateway and waits until the page says so. */
    void cut() {
        shop.cutNetwork(true);
        page.shows(".standing.offline");
    }

    /** Joins the network again and waits until the page says so. */
    void join() {
        shop.cutNetwork(false);
        page.shows(".standing.online");
    }

    /** Opens the second way to the gateway, or closes it. */
    void openDetour(boolean open) {
        detours.post("/links/detour", Map.of("mode", open ? "pass" : "refuse")).expect(200, 204);
    }

    /** Waits until nothing is on its way any more. */
    void awaitDrained() {
        await("the journal drains", () -> {
            JsonNode terminal = page.get("/terminal");
            return terminal.at("/offline/count").asInt(-1) == 0
                    && terminal.path("reversals_pending").asInt(-1) == 0
                    && terminal.path("duties").asInt(-1) == 0;
        });
    }

    void await(String what, BooleanSupplier fact) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!fact.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(end);
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }

    /** What the acquirer does from now on; nothing means that it behaves. */
    void acquirer(List<Map<String, Object>> rules) {
        shop.acquirer().delete("/rules").expect(200, 204);
        if (!rules.isEmpty()) {
            shop.acquirer().post("/rules", rules).expect(200);
        }
    }

    /** SIGKILL, and the page has noticed it. */
    void killTill() {
        shop.kill(Part.TILL);
        page.shows(".notice.away, [role=alertdialog] [role=alert]");
    }

    void restartTill() {
        shop.restart(Part.TILL);
    }

    private void print() {
        while (!printer.isClosed()) {
            try (Socket one = printer.accept()) {
                int pulses = one.getInputStream().readAllBytes().length / PULSE_BYTES;
                int ignored = drawer.addAndGet(pulses);
            } catch (IOException e) {
                // The shop is closing.
            }
        }
    }

    @Override
    public void close() {
        page.close();
        shop.close();
        detour.stop(PATIENCE);
        try {
            printer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
