package dev.tidegate.storm.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * The workload, the same for every way: callers that hand sales over as fast as they are answered and, some sales
 * later, say what became of them; one reader that takes over what is durable and says so; one archivist that lets go of
 * what is not needed any more. Whatever is answered, a witness hears.
 */
final class Callers {
    /** Name of the thread that lets go. */
    static final String ARCHIVIST = "archivist";

    /** After so many refusals in a row a caller takes the hint. */
    private static final int REFUSALS_MAX = 40;

    private static final int SALES_BETWEEN_MENTIONS = 3;
    /** A few sales wait so long for what became of them that they keep their generation alive. */
    private static final int LATE_ONE_IN = 5;

    private static final int LATE_SALES = 40;
    private static final int SALES_BETWEEN_ROUNDS = 30;
    private static final int PAUSE_MILLIS = 1;

    private final Log log;
    private final Witness witness;
    private final BooleanSupplier isOver;
    private final Queue<Long> unsettled = new PriorityBlockingQueue<>(64, Comparator.comparingLong(Callers::due));
    private final AtomicLong newest = new AtomicLong();

    /** @param isOver asked before each sale */
    Callers(Log log, Witness witness, BooleanSupplier isOver) {
        this.log = log;
        this.witness = witness;
        this.isOver = isOver;
    }

    // With which later sale it is known what became of one.
    private static long due(long number) {
        return number + (number % LATE_ONE_IN == 0 ? LATE_SALES : 1 + number % 3);
    }

    /** Returns when every caller has handed over its sales, or given up. */
    void run(int callers, int salesEach) throws InterruptedException {
        remember();
        CountDownLatch done = new CountDownLatch(callers);
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    sell(salesEach);
                } finally {
                    done.countDown();
                }
            }));
        }
        threads.add(Thread.ofPlatform().start(() -> takeOver(done)));
        threads.add(Thread.ofPlatform().name(ARCHIVIST).start(() -> letGo(done)));
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void remember() {
        try {
            unsettled.addAll(log.unsettled());
        } catch (RuntimeException e) {
            // A disk that cannot be read now: the next life asks again.
        }
    }

    private void sell(int sales) {
        int refusals = 0;
        for (int sale = 1; sale <= sales && refusals < REFUSALS_MAX && !isOver.getAsBoolean(); sale++) {
            try {
                sell(witness.submits());
                refusals = 0;
            } catch (Log.RefusedException e) {
                refusals++;
                if (e.isFull) {
                    witness.full();
                }
            }
        }
    }

    private void sell(long number) {
        witness.acknowledged(log.append(number));
        unsettled.add(number);
        long ignored = newest.accumulateAndGet(number, Math::max);
        if (number % SALES_BETWEEN_MENTIONS == 0) {
            log.mention(number);
        }
        settleUntil(number);
    }

    private void settleUntil(long newestSale) {
        for (Long sale = unsettled.poll(); sale != null; sale = unsettled.poll()) {
            if (due(sale) > newestSale || !settle(sale)) {
                unsettled.add(sale);
                return;
            }
        }
    }

    private boolean settle(long number) {
        try {
            witness.settling(number);
            log.settle(number);
            return true;
        } catch (Log.RefusedException e) {
            // Without power nobody can say how full a disk is.
            if (e.isFull && !isOver.getAsBoolean()) {
                witness.stuck();
            }
            return false;
        }
    }

    private void takeOver(CountDownLatch done) {
        long place = 0;
        try {
            while (!done.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                long read = read(place);
                if (read > place) {
                    forward(read);
                }
                place = read;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long read(long after) {
        long place = after;
        try {
            for (Sighting sale : log.readAfter(after)) {
                witness.seen(sale);
                place = sale.place();
            }
        } catch (RuntimeException e) {
            astray();
        }
        return place;
    }

    private void forward(long place) {
        try {
            witness.forwarding(place);
            log.forward(place);
            witness.forwarded(place);
        } catch (RuntimeException e) {
            // A disk that is off, or refuses: it is said again.
        }
    }

    private void letGo(CountDownLatch done) {
        long worked = Long.MIN_VALUE / 2;
        try {
            do {
                if (newest.get() - worked >= SALES_BETWEEN_ROUNDS) {
                    worked = newest.get();
                    round();
                }
            } while (!done.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            if (!log.tidy(witness::letGo).isEmpty()) {
                astray();
            }
        } catch (RuntimeException e) {
            astray();
        }
    }

    private void astray() {
        if (!isOver.getAsBoolean()) {
            witness.astray();
        }
    }
}
