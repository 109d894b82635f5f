package dev.tidegate.till.cli;

import dev.tidegate.crypto.ChainVerifier;
import dev.tidegate.crypto.RecordReading;
import dev.tidegate.saf.JournalFolder.Piece;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Has records read by as many threads as there are processors, and hands them on in the order in which they came, on
 * the caller's thread. Holds a few thousand of them.
 */
final class ReadAhead implements AutoCloseable {
    private static final int BATCH_MAX = 256;
    private static final int THREADS_MAX = 8;
    private static final int BATCHES_A_THREAD_MAX = 3;

    private record Read(Piece piece, @Nullable RecordReading reading) {}

    private final ChainVerifier verifier;
    private final BiConsumer<Piece, @Nullable RecordReading> each;
    private final int threads = Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors());
    private final ExecutorService pool =
            Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
    private final Queue<Future<List<Read>>> ahead = new ArrayDeque<>();
    private List<Piece> batch = new ArrayList<>();

    /** @param each told of every piece in order; with its reading, where it is a record */
    ReadAhead(ChainVerifier verifier, BiConsumer<Piece, @Nullable RecordReading> each) {
        this.verifier = verifier;
        this.each = each;
    }

    void add(Piece piece) {
        batch.add(piece);
        if (batch.size() == BATCH_MAX) {
            send();
            handOn(threads * BATCHES_A_THREAD_MAX);
        }
    }

    /** Hands on what is left. */
    void finish() {
        send();
        handOn(0);
    }

    private void send() {
        List<Piece> pieces = batch;
        batch = new ArrayList<>();
        ahead.add(pool.submit(() -> pieces.stream().map(this::read).toList()));
    }

    private Read read(Piece piece) {
        return new Read(
                piece, piece instanceof Piece.Record record ? verifier.read(record.raw(), record.archived()) : null);
    }

    private void handOn(int left) {
        while (ahead.size() > left) {
            try {
                ahead.remove().get().forEach(read -> each.accept(read.piece(), read.reading()));
            } catch (ExecutionException e) {
                throw new IllegalStateException("a record could not even be looked at", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
