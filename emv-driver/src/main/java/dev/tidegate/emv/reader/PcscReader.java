package dev.tidegate.emv.reader;

import dev.tidegate.emv.reader.ReaderEvent.Loss;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One slot of a reader behind PC/SC, for cards with contacts or without. The reader may be unplugged and the service
 * may stop, start late and start anew: both are looked for until they are there.
 *
 * <p>Two threads speak with the service, each over a context of its own: a watcher that knows whether reader and card
 * are there, for as long as the reader is open, and one that has the card, for as long as a connection lasts
 * ({@link PcscConnection}).
 *
 * <p>A card that has been taken once is not taken again before it was pulled: the next customer does not pay with the
 * card that the last one forgot.
 */
public final class PcscReader implements CardReader {
    /** Between two looks for a service or a reader that is not there. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** The watcher looks this often whether it is still wanted; a change it sees at once. */
    private static final Duration WATCH = Duration.ofMillis(500);

    /** Desktops look at every card that comes in, for a moment. */
    private static final Duration OTHER_PROGRAM = Duration.ofMillis(100);

    private final String name;
    private final CardInterface cardInterface;
    private final Duration answerMax;
    private final Watched watched;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final OneSlot slot = new OneSlot();

    // Under the lock.
    private boolean closed;
    private @Nullable Sight sight;
    private @Nullable PcscSlot spent;
    private @Nullable PcscConnection inUse;

    /** What the watcher sees: the reader's whole name, and its slot. */
    private record Sight(String reader, PcscSlot slot) {}

    private PcscReader(String name, CardInterface cardInterface, Consumer<ReaderEvent> listener, Duration answerMax) {
        this.name = name;
        this.cardInterface = cardInterface;
        this.answerMax = answerMax;
        this.watched = new Watched(listener);
    }

    /**
     * Opens a slot, there or not, and watches it on a thread of its own.
     *
     * @param name as {@code pcsc_scan} shows it, or the beginning of one name alone
     * @param listener hears of the reader coming and going
     */
    public static PcscReader open(String name, CardInterface cardInterface, Consumer<ReaderEvent> listener) {
        return open(name, cardInterface, listener, CardSocket.ANSWER_MAX);
    }

    /** @param answerMax how long a card may take to answer */
    static PcscReader open(
            String name, CardInterface cardInterface, Consumer<ReaderEvent> listener, Duration answerMax) {
        PcscReader reader = new PcscReader(name, cardInterface, listener, answerMax);
        Thread.ofPlatform().daemon().name("pcsc-watch " + name).start(reader::watch);
        return reader;
    }

    @Override
    public Insertion await(Duration wait, BooleanSupplier cancelled) {
        Patience patience = new Patience(wait, cancelled);
        while (true) {
            switch (patience.next()) {
                case Next.Over over -> {
                    return over.insertion();
                }
                case Next.Card card -> {
                    Insertion insertion = take(card.sight());
                    if (!(insertion instanceof Insertion.NoCard) || !patience.pause()) {
                        return insertion;
                    }
                }
            }
        }
    }

    @Override
    public void wake() {
        locked(() -> {});
    }

    @Override
    public boolean isPresent() {
        return watched.isPresent();
    }

    @Override
    public void close() {
        PcscConnection open;
        lock.lock();
        try {
            closed = true;
            open = inUse;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.close();
        }
    }

    /** What there is for one who waits. */
    private sealed interface Next {
        record Card(Sight sight) implements Next {}

        record Over(Insertion insertion) implements Next {}
    }

    /** One wait for a card. */
    private final class Patience {
        private final BooleanSupplier cancelled;
        private long left;

        Patience(Duration wait, BooleanSupplier cancelled) {
            this.left = wait.toNanos();
            this.cancelled = cancelled;
        }

        Next next() {
            lock.lock();
            try {
                while (true) {
                    Sight seen = sight;
                    if (closed || watched.isKnown() && seen == null) {
                        return new Next.Over(new Insertion.Lost());
                    }
                    if (cancelled.getAsBoolean()) {
                        return new Next.Over(new Insertion.Cancelled());
                    }
                    if (seen != null && seen.slot().isCardIn() && spent == null) {
                        return new Next.Card(seen);
                    }
                    if (left <= 0) {
                        return new Next.Over(new Insertion.NoCard());
                    }
                    left = changed.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Next.Over(new Insertion.Cancelled());
            } finally {
                lock.unlock();
            }
        }

        /** Lets a moment pass after a card that could not be had; whether there is time to try again. */
        boolean pause() {
            long moment = Math.min(left, OTHER_PROGRAM.toNanos());
            rest(moment);
            left -= moment;
            return left > 0;
        }
    }

    // NoCard stands for a card that cannot be had at this moment.
    private Insertion take(Sight card) {
        try {
            PcscConnection.Opened opened = PcscConnection.open(card.reader(), cardInterface, slot, answerMax);
            locked(() -> {
                spent = opened.card();
                inUse = opened.connection();
            });
            return new Insertion.Inserted(opened.connection());
        } catch (PcscException e) {
            return switch (e.answer()) {
                case NO_CARD, NOT_TRANSACTED, BUSY -> new Insertion.NoCard();
                case MUTE -> {
                    locked(() -> spent = card.slot());
                    yield new Insertion.Unreadable();
                }
                default -> new Insertion.Lost();
            };
        }
    }

    private void watch() {
        while (!isClosed()) {
            try (PcscContext context = PcscContext.establish()) {
                String reader = find(context.readers());
                PcscSlot now = context.change(reader, PcscSlot.UNAWARE, Duration.ZERO);
                found(reader, now);
                while (!isClosed()) {
                    PcscSlot next = context.change(reader, now, WATCH);
                    if (!next.equals(now)) {
                        now = next;
                        changed(reader, now);
                    }
                }
            } catch (PcscException e) {
                locked(() -> sight = null);
                watched.now(new ReaderEvent.Lost(loss(e.answer())));
                // Those who wait learn of it once it is known.
                wake();
                rest(LOOK_AGAIN.toNanos());
            }
        }
    }

    private String find(List<String> readers) {
        if (readers.contains(name)) {
            return name;
        }
        List<String> fitting =
                readers.stream().filter(each -> each.startsWith(name)).toList();
        if (fitting.size() != 1) {
            throw new PcscException(fitting.isEmpty() ? PcscAnswer.NO_READER : PcscAnswer.MANY_READERS);
        }
        return fitting.getFirst();
    }

    private void found(String reader, PcscSlot now) {
        locked(() -> {
            sight = new Sight(reader, now);
            // The service counts anew: what is in now may be the card that was taken before.
            spent = spent != null && now.isCardIn() ? now : null;
        });
        watched.now(new ReaderEvent.Present());
    }

    private void changed(String reader, PcscSlot now) {
        locked(() -> {
            sight = new Sight(reader, now);
            if (spent != null && now.isAfter(spent)) {
                spent = null;
            }
        });
    }

    private static Loss loss(PcscAnswer answer) {
        return switch (answer) {
            case NO_LIBRARY -> Loss.NO_LIBRARY;
            case NO_SERVICE -> Loss.NO_SERVICE;
            case NO_READER -> Loss.NO_READER;
            case MANY_READERS -> Loss.MANY_READERS;
            default -> Loss.REFUSED;
        };
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Changes what is under the lock and has everybody look. */
    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass, unless the reader is closed. */
    private void rest(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** The slot as a connection sees it. */
    private final class OneSlot implements CardSocket.Slot {
        @Override
        public boolean isGone() {
            lock.lock();
            try {
                return closed || sight == null;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void letGo() {
            locked(() -> inUse = null);
        }
    }
}
