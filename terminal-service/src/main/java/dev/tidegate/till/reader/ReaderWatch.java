package dev.tidegate.till.reader;

import dev.tidegate.emv.reader.ReaderEvent;
import dev.tidegate.emv.reader.ReaderEvent.Loss;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Which readers are not there, and why. Told by the readers' own threads, asked by any. */
public final class ReaderWatch {
    private static final String THERE = "";

    private final BiConsumer<String, String> changed;
    private volatile Runnable alsoTold = () -> {};
    private final SortedMap<String, String> lost = new TreeMap<>();

    /**
     * @param changed told of each change on the reader's own thread: what it reads, and why it is not there, empty
     *     where it is; returns soon and throws nothing
     */
    public ReaderWatch(BiConsumer<String, String> changed) {
        this.changed = changed;
    }

    /** Has somebody else told too, from now on; returns soon and throws nothing. */
    public void whenChanged(Runnable told) {
        alsoTold = told;
    }

    Consumer<ReaderEvent> of(String reads) {
        return event -> heard(reads, event);
    }

    /** Why each reader that is not there is not, by what it reads: contact, contactless, stripe. */
    public SortedMap<String, String> lost() {
        synchronized (lost) {
            return Collections.unmodifiableSortedMap(new TreeMap<>(lost));
        }
    }

    private void heard(String reads, ReaderEvent event) {
        String why = switch (event) {
            case ReaderEvent.Present() -> THERE;
            case ReaderEvent.Lost(Loss loss) -> loss.name();
        };
        synchronized (lost) {
            if (why.equals(THERE)) {
                lost.remove(reads);
            } else {
                lost.put(reads, why);
            }
        }
        changed.accept(reads, why);
        alsoTold.run();
    }
}
