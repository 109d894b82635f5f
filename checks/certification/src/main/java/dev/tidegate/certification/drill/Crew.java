package dev.tidegate.certification.drill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.certification.evidence.ScenarioRun.Check;
import dev.tidegate.certification.plant.Host;
import dev.tidegate.certification.plant.Till;
import dev.tidegate.certification.scenario.Scenario.Sell;
import dev.tidegate.core.payment.PaymentState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The tills of a drill, side by side; each is worked by one thread at a time. Every sale of a till has another amount,
 * so that it is found in the acquirer's books without the gateway's word.
 */
final class Crew implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;
    /** Between the amounts of two drills on the same terminals. */
    private static final long APART_MINOR = 1_000_000;

    private final List<Member> members;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** One till and its count of sales. */
    static final class Member {
        private final Till till;
        private final long base;
        private final AtomicInteger sales = new AtomicInteger();

        private Member(Till till, long base) {
            this.till = till;
            this.base = base;
        }

        String tid() {
            return till.tid();
        }

        /** Asks online; returns the sale's amount in minor units. */
        long sells() {
            int number = sales.incrementAndGet();
            till.sell(sale(number));
            return minor(number);
        }

        /** Stores a sale to be asked for later. */
        void stores() {
            till.store(sale(sales.incrementAndGet()));
        }

        boolean settles() {
            return till.settle();
        }

        /** Brings what is owed to the gateway, or tries to. */
        void brings() {
            boolean ignored = settles();
        }

        private boolean isOver() {
            return till.payments().keySet().stream()
                    .allMatch(name -> till.state(name).isFinalResult());
        }

        private Sell sale(int number) {
            String amount = String.format(Locale.ROOT, "%d.%02d", minor(number) / 100, minor(number) % 100);
            return Sell.plain(name(number), amount);
        }

        private static String name(int number) {
            return "sale-" + number;
        }

        private long minor(int number) {
            return base + number;
        }
    }

    /** @param drill its number among all, so that no two have an amount in common */
    Crew(List<Till> tills, int drill) {
        this.members = tills.stream()
                .map(till -> new Member(till, APART_MINOR * (drill + 1)))
                .toList();
    }

    List<Member> members() {
        return members;
    }

    /** Everybody at once; returns when all are done. */
    void each(Consumer<Member> work) {
        CompletableFuture.allOf(members.stream()
                        .map(member -> CompletableFuture.runAsync(() -> work.accept(member), threads))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /**
     * Brings what is owed to the gateway until every payment of everybody is over.
     *
     * @return whether it came to that in time
     */
    boolean settles(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - end < 0) {
            boolean over = true;
            for (Member member : members) {
                over &= member.settles() & member.isOver();
            }
            if (over) {
                return true;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return false;
    }

    /** What is captured must be in the acquirer's books once and stand, and nothing else may stand there. */
    List<Check> books(Host host) {
        int captured = 0;
        int others = 0;
        List<String> wrong = new ArrayList<>();
        for (Member member : members) {
            List<JsonNode> entries = host.entries(member.tid());
            for (int number = 1; number <= member.sales.get(); number++) {
                PaymentState state = member.till.state(Member.name(number));
                boolean isCaptured = state == PaymentState.CAPTURED;
                captured += isCaptured ? 1 : 0;
                others += isCaptured ? 0 : 1;
                long standing = standing(entries, member.minor(number));
                if (standing != (isCaptured ? 1 : 0)) {
                    wrong.add(member.tid() + " " + member.minor(number) + " is " + state + ", in the books " + standing
                            + " times");
                }
            }
        }
        return List.of(
                new Check(
                        "each payment in the acquirer's books as often as the gateway says",
                        "all",
                        wrong.isEmpty() ? "all" : String.join("; ", wrong),
                        wrong.isEmpty(),
                        false),
                figure("payments captured, once each", captured),
                figure("payments taken back or not taken", others));
    }

    private static long standing(List<JsonNode> entries, long minor) {
        return entries.stream()
                .filter(entry -> entry.path("state").asText().equals("live"))
                .filter(entry -> entry.path("amount").asLong() == minor)
                .count();
    }

    /** Something that was measured: it has no right value, and differs from run to run. */
    static Check figure(String about, long seen) {
        return new Check(about, "a figure", Long.toString(seen), true, true);
    }

    /** Something counted that may not be more. */
    static Check atMost(String about, long most, long seen) {
        return new Check(about, "at most " + most, Long.toString(seen), seen <= most, true);
    }

    /** Something that must be so. */
    static Check must(String about, boolean seen) {
        return new Check(about, "yes", seen ? "yes" : "no", seen, false);
    }

    @Override
    public void close() {
        members.forEach(member -> member.till.close());
        threads.close();
    }
}
