package dev.tidegate.storm.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The workload, the same for every way: callers that hand sales over as fast as they are answered, and one reader that
 * takes over what is durable and says so. Whatever is answered, a witness hears.
 */
final class Callers {
    /** After so many refusals in a row a caller takes the hint. */
    private static final int REFUSALS_MAX = 40;

    private static final int SALES_BETWEEN_MENTIONS = 3;
    private static final int SALES_BETWEEN_SETTLEMENTS = 5;
    private static final int READER_PAUSE_MILLIS = 2;

    private final Log log;
    private final Witness witness;
    private final BooleanSupplier isOver;

    /** @param isOver asked before each sale */
    Callers(Log log, Witness witness, BooleanSupplier isOver) {
        this.log = log;
        this.witness = witness;
        this.isOver = isOver;
    }

    /** Returns when every caller has handed over its sales, or given up. */
    void run(int callers, int salesEach) throws InterruptedException {
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
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void sell(int sales) {
        int refusals = 0;
        for (int sale = 1; sale <= sales && refusals < REFUSALS_MAX && !isOver.getAsBoolean(); sale++) {
            try {
                sell(sale, witness.submits());
                refusals = 0;
            } catch (Log.RefusedException e) {
                refusals++;
                if (e.isFull) {
                    witness.full();
                }
            }
        }
    }

    private void sell(int sale, long number) {
        witness.acknowledged(log.append(number));
        if (sale % SALES_BETWEEN_MENTIONS == 0) {
            log.mention(number);
        }
        if (sale % SALES_BETWEEN_SETTLEMENTS == 0) {
            settle(number);
        }
    }

    private void settle(long number) {
        try {
            log.settle(number);
        } catch (Log.RefusedException e) {
            // Without power nobody can say how full a disk is.
            if (e.isFull && !isOver.getAsBoolean()) {
                witness.stuck();
            }
        }
    }

    private void takeOver(CountDownLatch done) {
        long place = 0;
        try {
            while (!done.await(READER_PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                for (Sighting sale : log.readAfter(place)) {
                    witness.seen(sale);
                    place = sale.place();
                }
                if (place > 0) {
                    witness.forwarding(place);
                    log.forward(place);
                    witness.forwarded(place);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // A disk that is off, or refuses: nobody reads on until the next start.
        }
    }
}
