package dev.tidegate.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.demo.Cashier.Way;
import dev.tidegate.demo.KillPoint.Part;
import dev.tidegate.demo.SaleSeen.Told;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** The stories that the driver plays. Each sale has its own amount, by which it is found at the acquirer. */
final class Story {
    /** Below the kernel's floor limit: the card may approve by itself. */
    private static final long SMALL = 5_00;
    /** Above it: the card asks. */
    private static final long LARGE = 20_00;

    private static final String APPROVES = "chip-approves";
    private static final String OFFLINE = "chip-offline";
    private static final String DECLINED = "chip-declined";
    private static final String TAP = "tap-visa";
    private static final String PHONE = "tap-phone";
    private static final String STRIPE = "stripe-only";
    private static final String ISSUER_ONLY = "stripe-online-only";
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(8);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(90);

    private final Shop shop;
    private final Cashier cashier;
    private final Progress progress;
    private int counter;

    Story(Shop shop, Cashier cashier, Progress progress) {
        this.shop = shop;
        this.cashier = cashier;
        this.progress = progress;
    }

    /** A sale with the network, one without, and the drain: what a till does every day. */
    void once() {
        awaitOnline();
        say("A sale while the network is there", cashier.sell(APPROVES, large()));
        shop.cutNetwork(true);
        say("A card whose issuer will approve", cashier.sell(APPROVES, large()));
        shop.cutNetwork(false);
        awaitDrained();
    }

    /** The outage: sold, cut off, sold on, lost power, came back, drained. */
    void outage() {
        awaitOnline();
        say("A sale while the network is there", cashier.sell(APPROVES, large()));
        say("A tap while the network is there", cashier.sell(TAP, Way.TAP, large()));
        say("A swipe while the network is there", cashier.sell(STRIPE, Way.SWIPE, large()));
        shop.cutNetwork(true);
        progress.say("The network is cut.");
        say("The card approves by itself", cashier.sell(OFFLINE, small()));
        say("A card whose issuer will approve", cashier.sell(APPROVES, large()));
        say("A card whose issuer will decline", cashier.sell(DECLINED, large()));
        say("A tap that approves by itself", cashier.sell(TAP, Way.TAP, small()));
        say("A tap whose issuer will approve", cashier.sell(PHONE, Way.TAP, large()));
        say("A swipe whose issuer will approve", cashier.sell(STRIPE, Way.SWIPE, large()));
        say("A stripe that only its issuer may approve", cashier.sell(ISSUER_ONLY, Way.SWIPE, large()));
        SaleSeen regretted = cashier.sell(APPROVES, large());
        say("A sale that the customer regrets", regretted);
        progress.say(cashier.takeBack(regretted) ? "It is voided before anybody was asked." : "Its void is asked for.");
        shop.kill(Part.TILL);
        progress.say("The till loses power, and starts again.");
        shop.restart(Part.TILL);
        cashier.clearTheScreen();
        shop.cutNetwork(false);
        progress.say("The network is back.");
        awaitDrained();
        progress.say("Everything has its final result.");
    }

    /**
     * One named point: enough sales on both sides of an outage that the walk must pass it, and what dies is started
     * again.
     */
    void throughKillPoint(KillPoint point) {
        shop.armed(point);
        progress.say("Armed: " + point.spelled());
        for (int i = 0; i < 3 && shop.isArmed(); i++) {
            awaitGatewayReachable();
            say("online", cashier.sell(APPROVES, large()));
            shop.cutNetwork(true);
            say("offline", cashier.sell(i % 2 == 0 ? OFFLINE : APPROVES, i % 2 == 0 ? small() : large()));
            shop.cutNetwork(false);
            awaitDrained();
        }
        if (shop.isArmed()) {
            throw new IllegalStateException("the walk never passed " + point.spelled());
        }
    }

    /** Random sales, cuts and kills; the same seed plays the same plan. */
    void random(long seed) {
        RandomGenerator chance = new Random(seed);
        boolean cut = false;
        awaitOnline();
        for (int i = 0; i < 8; i++) {
            if (chance.nextInt(3) == 0) {
                cut = !cut;
                shop.cutNetwork(cut);
                progress.say(cut ? "The network is cut." : "The network is back.");
            }
            if (chance.nextInt(2) == 0) {
                Part part = Part.values()[chance.nextInt(Part.values().length)];
                Duration after = Duration.ofMillis(chance.nextInt(400));
                progress.say("A kill of the " + part + " comes after " + after.toMillis() + " ms.");
                shop.killAfter(part, after);
            }
            if (!cut && chance.nextBoolean()) {
                // Half of the sales with a network wait until the till has noticed it.
                boolean ignored = cashier.awaitTerminal(Story::isOnline, NOTICED_WITHIN);
            }
            String card = List.of(APPROVES, OFFLINE, DECLINED).get(chance.nextInt(3));
            SaleSeen sale = cashier.sell(card, card.equals(OFFLINE) && chance.nextBoolean() ? small() : large());
            say(card, sale);
            if (sale.told() == Told.STORED && chance.nextInt(5) == 0) {
                progress.say(cashier.takeBack(sale) ? "Voided." : "Void asked for.");
            }
        }
        shop.cutNetwork(false);
        awaitDrained();
    }

    void awaitOnline() {
        require(cashier.awaitTerminal(Story::isOnline, DRAIN_LIMIT), "the till does not come online");
    }

    private void awaitGatewayReachable() {
        shop.reviveAll();
        awaitOnline();
    }

    /** Until the till waits for nothing and asks nothing. */
    void awaitDrained() {
        long end = System.nanoTime() + DRAIN_LIMIT.toNanos();
        boolean drained = false;
        while (!drained && System.nanoTime() < end) {
            shop.reviveAll();
            cashier.clearTheScreen();
            drained = cashier.awaitTerminal(
                    t -> t.path("offline").path("count").asInt(-1) == 0
                            && t.path("reversals_pending").asInt(0) == 0
                            && t.path("duties").asInt(0) == 0
                            && t.path("questions").isEmpty(),
                    Duration.ofSeconds(2));
        }
        require(drained, "the journal does not drain: " + cashier.terminal());
    }

    static boolean isOnline(JsonNode terminal) {
        return terminal.path("network_status").asText().equals("online");
    }

    private long small() {
        return SMALL + ++counter;
    }

    private long large() {
        return LARGE + ++counter;
    }

    private void say(String what, SaleSeen sale) {
        progress.say(what + ": " + Money.show(sale.amount()) + " → " + sale.told());
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw new IllegalStateException(otherwise);
        }
    }
}
