package dev.tidegate.gateway.link;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One frame on its way to the socket. Either the connection takes it, or its owner takes it back; whoever comes first
 * has it.
 */
final class Handover {
    private final byte[] frame;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();

    Handover(byte[] owned) {
        this.frame = owned;
    }

    byte[] frame() {
        return frame;
    }

    /** Whether the connection has it now. If not, the frame is zeros. */
    boolean take() {
        return decided.compareAndSet(false, true);
    }

    /** Ends it. @param some whether any byte may have left */
    void end(boolean some) {
        decided.set(true);
        Arrays.fill(frame, (byte) 0);
        left.complete(some);
    }

    /** Done when it is known whether a byte may have left. */
    CompletableFuture<Boolean> left() {
        return left;
    }

    /**
     * Waits until that is known; takes the frame back at the end of the time.
     *
     * @return whether a byte may have left, or may yet
     */
    boolean await(Duration within) {
        try {
            return left.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return !takeBack();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !takeBack();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a handover ends with a yes or a no", e);
        }
    }

    private boolean takeBack() {
        if (!decided.compareAndSet(false, true)) {
            return false;
        }
        Arrays.fill(frame, (byte) 0);
        return true;
    }
}
