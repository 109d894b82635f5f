package dev.tidegate.demo;

import dev.tidegate.demo.Cashier.Way;
import dev.tidegate.demo.KillPoint.Part;
import dev.tidegate.demo.SaleSeen.Told;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Sells on and on with the network cut, while the till loses power again and again; then drains, while each part dies
 * at its own places. The same seed plays the same plan; when a process dies within it is chance.
 */
final class LongOutage {
    /** Below the kernel's floor limit with room for a thousand: the card may approve by itself. */
    private static final long SMALL = 1_00;
    /** Above it: the card asks. */
    private static final long LARGE = 20_00;

    private static final Duration DIES_WITHIN = Duration.ofSeconds(60);
    private static final int KILL_MILLIS_MAX = 900;

    private static final List<KillPoint> WHILE_CUT = List.of(
            KillPoint.BEFORE_APPEND,
            KillPoint.AFTER_APPEND_BEFORE_FORCE,
            KillPoint.AFTER_FORCE_BEFORE_ANSWER,
            KillPoint.DURING_PROJECTION);
    private static final List<KillPoint> WHILE_DRAINING = List.of(
            KillPoint.AFTER_OFFERED_BEFORE_POST,
            KillPoint.AFTER_COMMIT_BEFORE_ANSWER,
            KillPoint.AFTER_INTENT_BEFORE_FIRST_BYTE,
            KillPoint.AFTER_WRITE,
            KillPoint.AFTER_HOST_ANSWER_BEFORE_ROW,
            KillPoint.ACQUIRER_BEFORE_BOOKING,
            KillPoint.ACQUIRER_AFTER_BOOKING);

    private record Habit(String card, Way way, boolean small) {}

    private static final List<Habit> HABITS = List.of(
            new Habit("chip-offline", Way.INSERT, true),
            new Habit("chip-approves", Way.INSERT, false),
            new Habit("tap-visa", Way.TAP, true),
            new Habit("chip-declined", Way.INSERT, false),
            new Habit("tap-phone", Way.TAP, false),
            new Habit("stripe-only", Way.SWIPE, false));

    private final Shop shop;
    private final Cashier cashier;
    private final Story story;
    private final Progress progress;
    private final RandomGenerator chance;
    private int counter;

    LongOutage(Shop shop, Cashier cashier, Story story, Progress progress, long seed) {
        this.shop = shop;
        this.cashier = cashier;
        this.story = story;
        this.progress = progress;
        this.chance = new Random(seed);
    }

    /**
     * Plays it.
     *
     * @param sales that are stored before the network comes back
     * @param kills of the till while it is cut off, and of every part while it drains: three to one
     */
    void play(int sales, int kills) {
        int draining = kills / 4;
        int cut = kills - draining;
        story.awaitOnline();
        shop.cutNetwork(true);
        for (int kill = 0; kill < cut; kill++) {
            sellUntil(sales * kill / cut);
            killTheTill(kill);
        }
        sellUntil(sales);
        progress.say(stored() + " sales are stored.");
        for (int kill = 0; kill < draining; kill++) {
            killWhileDraining(WHILE_DRAINING.get(kill % WHILE_DRAINING.size()));
        }
        shop.cutNetwork(false);
        story.awaitDrained();
        progress.say("Everything has its final result.");
    }

    private void sellUntil(int stored) {
        while (stored() < stored) {
            SaleSeen sale = sell();
            if (sale.told() == Told.STORED && chance.nextInt(25) == 0) {
                boolean ignored = cashier.takeBack(sale);
            }
        }
    }

    private SaleSeen sell() {
        Habit habit = HABITS.get(chance.nextInt(HABITS.size()));
        long amount = (habit.small() ? SMALL : LARGE) + ++counter;
        SaleSeen sale = cashier.sell(habit.card(), habit.way(), amount);
        if (counter % 50 == 0) {
            progress.say(
                    counter + " sales, " + stored() + " stored, " + shop.kills().size() + " kills");
        }
        return sale;
    }

    private long stored() {
        return cashier.sales().stream()
                .filter(sale -> sale.told() == Told.STORED)
                .count();
    }

    /** One in three at a named point, the others whenever it comes. */
    private void killTheTill(int number) {
        if (number % 3 == 0) {
            shop.armed(WHILE_CUT.get(number / 3 % WHILE_CUT.size()));
            for (int i = 0; i < 3 && shop.isArmed(); i++) {
                SaleSeen ignored = sell();
            }
        } else {
            shop.killAfter(Part.TILL, Duration.ofMillis(chance.nextInt(KILL_MILLIS_MAX)));
            SaleSeen ignored = sell();
        }
        shop.reviveAll();
        cashier.clearTheScreen();
    }

    /** There is something to drain each time, and the network goes again when the part has died. */
    private void killWhileDraining(KillPoint point) {
        if (cashier.terminal().path("offline").path("count").asInt() < 3) {
            sellUntil((int) stored() + 3);
        }
        shop.armed(point);
        shop.cutNetwork(false);
        if (!shop.awaitDeath(DIES_WITHIN)) {
            throw new IllegalStateException("the drain never passed " + point.spelled());
        }
        shop.reviveAll();
        cashier.clearTheScreen();
        shop.cutNetwork(true);
    }
}
