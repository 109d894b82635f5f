package dev.tidegate.storm.gateway;

import dev.tidegate.core.payment.PaymentResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Plays fault schedules, one after the other, on one plant. Each ends in fair weather, when every payment has a final
 * result or the patience is over; then the acquirer's books are compared.
 */
final class GatewayStorm implements AutoCloseable {
    /**
     * Without anything that moves: a payment counts as stuck then. With room for the terminals of a node that died (its
     * lease of 7 s, and 5 s more), and for its start on a machine with other work.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final long ROUND_MILLIS = 100;
    private static final int GATEWAY_DEATHS_PERCENT = 50;
    private static final int ARMED_PERCENT = 60;
    private static final int ACQUIRER_DEATHS_PERCENT = 15;
    private static final int DEATH_MILLIS_MAX = 2_500;
    private static final long AMOUNT_FIRST = 1_000;

    private final long seed;
    private final Plant plant;
    private final ExecutorService shops = Executors.newVirtualThreadPerTaskExecutor();

    /** @param plantNumber of those that run side by side; plants are not alike */
    GatewayStorm(Path project, Path home, @Nullable String database, long seed, int plantNumber)
            throws InterruptedException {
        this.seed = seed;
        this.plant = new Plant(project, home, database, new SplittableRandom(seed * 31 + plantNumber));
    }

    /**
     * How one schedule ended.
     *
     * @param disturbed messages that did not simply pass
     * @param forAPerson set aside: the answer to the first was lost, and the acquirer called the second a duplicate
     * @param weather what was done to which message
     */
    record Ended(
            int schedule,
            int payments,
            int disturbed,
            int gatewayDeaths,
            int acquirerDeaths,
            long forAPerson,
            List<Books.Break> breaks,
            List<String> unmarked,
            List<String> weather) {
        boolean held() {
            return breaks.isEmpty() && unmarked.isEmpty();
        }
    }

    /** Plays the schedule of that number, from 0. */
    Ended play(int schedule) throws InterruptedException {
        SplittableRandom chance = new SplittableRandom(seed * 7_919 + schedule);
        List<List<PlannedSale>> plans = plans(schedule, chance);
        Weather weather = new Weather(seed * 104_729 + schedule, Plant.TIMER_MILLIS);
        int unmarkedBefore = plant.line().unmarked().size();
        plant.acquirer()
                .decline(plans.stream()
                        .flatMap(List::stream)
                        .filter(PlannedSale::declined)
                        .map(PlannedSale::amount)
                        .toList());
        plant.line().turn(weather);
        List<Future<List<Told>>> selling = new ArrayList<>();
        for (int i = 0; i < Plant.TILLS; i++) {
            StormTill till = plant.tills().get(i);
            List<PlannedSale> sales = plans.get(i);
            selling.add(shops.submit(() -> sell(till, sales)));
        }
        Deaths deaths = deaths(chance);
        List<Told> told = new ArrayList<>();
        for (Future<List<Told>> one : selling) {
            told.addAll(joined(one));
        }
        weather.calm();
        List<Books.Break> breaks = settled(told, deaths);
        return new Ended(
                schedule,
                told.size(),
                weather.log().size(),
                deaths.gateway,
                deaths.acquirer,
                told.stream().map(this::result).filter(Books::isForAPerson).count(),
                breaks,
                List.copyOf(plant.line()
                        .unmarked()
                        .subList(unmarkedBefore, plant.line().unmarked().size())),
                weather.log());
    }

    private static List<List<PlannedSale>> plans(int schedule, SplittableRandom chance) {
        List<List<PlannedSale>> plans = new ArrayList<>();
        long amount = AMOUNT_FIRST + (long) schedule * Plant.TILLS * PlannedSale.mostOfATill();
        for (int i = 0; i < Plant.TILLS; i++) {
            plans.add(PlannedSale.drawn(chance, amount + (long) i * PlannedSale.mostOfATill()));
        }
        return plans;
    }

    private static List<Told> sell(StormTill till, List<PlannedSale> sales) {
        List<Told> told = new ArrayList<>();
        for (PlannedSale sale : sales) {
            told.add(till.play(sale));
            // A real till drains between two sales.
            till.settle();
        }
        return told;
    }

    private static final class Deaths {
        private int gateway;
        private int acquirer;
    }

    // At a moment of its own, or where the gateway was told to at its last start.
    private Deaths deaths(SplittableRandom chance) throws InterruptedException {
        Deaths deaths = new Deaths();
        boolean gateway = chance.nextInt(100) < GATEWAY_DEATHS_PERCENT;
        boolean acquirer = chance.nextInt(100) < ACQUIRER_DEATHS_PERCENT;
        long moment = chance.nextInt(DEATH_MILLIS_MAX);
        Node node = plant.nodes().get(chance.nextInt(plant.nodes().size()));
        if (gateway || acquirer) {
            boolean diedItself = node.dies(moment);
            if (acquirer) {
                plant.bounceAcquirer();
                deaths.acquirer++;
            }
            if (gateway || diedItself) {
                node.kill();
                deaths.gateway += node.start(chance.nextInt(100) < ARMED_PERCENT);
            }
        }
        return deaths;
    }

    private List<Books.Break> settled(List<Told> told, Deaths deaths) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<Books.Break> breaks = List.of();
        while (System.nanoTime() < end) {
            // A gateway that was told to may die in fair weather too.
            for (Node node : plant.nodes()) {
                if (node.dies(ROUND_MILLIS)) {
                    deaths.gateway += node.start(false);
                    end = System.nanoTime() + PATIENCE.toNanos();
                }
            }
            boolean nothingOwed = true;
            for (StormTill till : plant.tills()) {
                nothingOwed &= till.settle();
            }
            List<Books.Break> now = Books.compare(told, this::result, booked(told));
            if (nothingOwed && now.isEmpty()) {
                return now;
            }
            if (!now.equals(breaks)) {
                end = System.nanoTime() + PATIENCE.toNanos();
            }
            breaks = now;
        }
        return breaks;
    }

    private Optional<PaymentResult> result(Told told) {
        return plant.tills().stream()
                .map(till -> till.result(told.id()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    // Payments of earlier schedules have been compared.
    private List<Acquirer.Entry> booked(List<Told> told) throws InterruptedException {
        long least = told.stream().mapToLong(t -> t.sale().amount()).min().orElse(0);
        return plant.acquirer().books().stream()
                .filter(e -> e.amount() >= least)
                .toList();
    }

    private static List<Told> joined(Future<List<Told>> selling) throws InterruptedException {
        try {
            return selling.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a till could not sell", e);
        }
    }

    @Override
    public void close() {
        shops.shutdownNow();
        plant.close();
    }
}
