package dev.tidegate.emv.reader;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether a reader is there, and the one who is told when that changes. Told by one thread, asked by any. */
final class Watched {
    private final Consumer<ReaderEvent> listener;
    private volatile @Nullable ReaderEvent last;

    Watched(Consumer<ReaderEvent> listener) {
        this.listener = listener;
    }

    /** Passes on what is new. */
    void now(ReaderEvent event) {
        if (event.equals(last)) {
            return;
        }
        last = event;
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            // The listener's mistake must not end the watch over the reader, and must be seen.
            Thread self = Thread.currentThread();
            self.getUncaughtExceptionHandler().uncaughtException(self, e);
        }
    }

    boolean isPresent() {
        return last instanceof ReaderEvent.Present;
    }

    /** Whether anything is known yet. */
    boolean isKnown() {
        return last != null;
    }
}
