package dev.tidegate.bench;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Lets callers share a commit where a library does not do so by itself: who comes while another commits waits, and the
 * first of those who wait commits for all.
 */
final class GroupCommit implements DurableLog {
    /** A library that is used by one thread at a time. */
    interface Library extends AutoCloseable {
        /** Returns when all are on disk. */
        void commit(List<Long> numbers) throws Exception;

        @Override
        void close() throws IOException;
    }

    private record Wish(long number, CompletableFuture<Boolean> done) {}

    private final Library library;
    private final Object turn = new Object();
    private final Queue<Wish> waiting = new ArrayDeque<>();

    GroupCommit(Library library) {
        this.library = library;
    }

    @Override
    public void append(long number) throws Exception {
        Wish mine = new Wish(number, new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(mine);
        }
        synchronized (turn) {
            if (!mine.done().isDone()) {
                commit(all());
            }
        }
    }

    private List<Wish> all() {
        synchronized (waiting) {
            List<Wish> all = new ArrayList<>(waiting);
            waiting.clear();
            return all;
        }
    }

    private void commit(List<Wish> wishes) throws Exception {
        library.commit(wishes.stream().map(Wish::number).toList());
        wishes.forEach(wish -> wish.done().complete(true));
    }

    @Override
    public void close() throws IOException {
        library.close();
    }
}
