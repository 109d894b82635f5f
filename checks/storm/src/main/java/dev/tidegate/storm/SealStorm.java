package dev.tidegate.storm;

import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.port.Sealer;
import dev.tidegate.crypto.BodyOpener;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.HpkeSealer;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.crypto.Purpose;
import dev.tidegate.crypto.RecipientBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * One sealer and one opener in the hands of several threads. Bouncy Castle's HPKE object, shared, now and then seals
 * what nobody can open, and says nothing; this is how that would be seen.
 *
 * <p>Sales come from the seed and their number; ephemeral keys cannot.
 */
final class SealStorm implements AutoCloseable {
    /** Enough to look into; a sealer that breaks, breaks often. */
    private static final int FAILURES_MAX = 20;

    private static final int STEP = 500;

    private final Path folder;
    private final long seed;
    private final GatewayKeys keys;
    private final HpkeSealer sealer;
    private final BodyOpener opener;

    /**
     * What came of it.
     *
     * @param opened how many opened and held what went in
     * @param failures numbers of the first that did not, each with what happened
     */
    record Count(int opened, List<String> failures) {
        Count {
            failures = List.copyOf(failures);
        }
    }

    private SealStorm(Path folder, long seed) {
        this.folder = folder;
        this.seed = seed;
        GatewayHome home = GatewayHome.init(folder.resolve("gateway"), InstantSource.system());
        this.keys = home.keys();
        RecipientBundle bundle = new RecipientBundle(1, Instant.EPOCH, keys.recipients());
        this.sealer = new HpkeSealer(() -> bundle, MadeUpSale.TILL, InstantSource.system());
        this.opener = new BodyOpener(keys.recipientKeys());
    }

    /** A storm with fresh keys in a folder of its own. */
    static SealStorm brewing(long seed) {
        try {
            return new SealStorm(Files.createTempDirectory("tidegate-storm"), seed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Seals and opens sales 0 to {@code count - 1}.
     *
     * @param progress told how many more are done, by several threads
     */
    Count rage(int count, int threads, LongConsumer progress) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger opened = new AtomicInteger();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                pool.execute(() -> {
                    for (int from = next.getAndAdd(STEP); from < count; from = next.getAndAdd(STEP)) {
                        int to = Math.min(count, from + STEP);
                        opened.addAndGet(some(from, to, failures));
                        progress.accept(to - from);
                    }
                });
            }
            pool.shutdown();
            while (!pool.awaitTermination(1, TimeUnit.HOURS)) {
                // As long as it takes.
            }
        }
        return new Count(opened.get(), failures.stream().limit(FAILURES_MAX).toList());
    }

    @Override
    public void close() {
        keys.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int some(int from, int to, ConcurrentLinkedQueue<String> failures) {
        int good = 0;
        for (int number = from; number < to; number++) {
            try {
                if (comesBack(number)) {
                    good++;
                } else {
                    failures.add(number + ": another content");
                }
            } catch (RuntimeException e) {
                failures.add(number + ": " + e);
            }
        }
        return good;
    }

    private boolean comesBack(int number) {
        Sealer.Contents sale = MadeUpSale.of(seed, number);
        Purpose purpose = number % 2 == 0 ? Purpose.JOURNAL : Purpose.REQUEST;
        SealedBody sealed = purpose == Purpose.JOURNAL ? sealer.sealForJournal(sale) : sealer.sealForRequest(sale);
        try (OpenedBody body = opener.open(sealed, MadeUpSale.TILL, sale.payment(), purpose)) {
            return body.amount().equals(sale.amount())
                    && body.soldAt().equals(sale.soldAt())
                    && Objects.equals(body.tags(), sale.tags())
                    && body.card().pan().masked().equals(sale.card().pan().masked())
                    && body.card().panSequence() == sale.card().panSequence()
                    && (body.card().track2() != null) == (purpose == Purpose.REQUEST);
        } finally {
            sale.card().close();
        }
    }
}
