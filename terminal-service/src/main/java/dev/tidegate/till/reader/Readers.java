package dev.tidegate.till.reader;

import dev.tidegate.emv.reader.CardReader;
import dev.tidegate.emv.reader.CardReader.Insertion;
import dev.tidegate.emv.reader.StripeReader;
import dev.tidegate.emv.reader.StripeReader.Swiping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The readers of one till, each there or not by its settings. Waited on by one thread at a time; the other calls come
 * from any.
 *
 * @param contact for chips
 * @param contactless for taps
 * @param stripe for swipes
 */
public record Readers(
        @Nullable CardReader contact,
        @Nullable CardReader contactless,
        @Nullable StripeReader stripe) {
    public Readers {
        if (contact == null && contactless == null && stripe == null) {
            throw new IllegalArgumentException("a till has a reader");
        }
    }

    /**
     * Waits at all of them for one card. The first wins, the others are told to stop, and have stopped when this
     * returns: a card that came to one of them in the meantime is let go. A reader that is gone is not waited for.
     *
     * @param taps whether a card in the field is waited for
     */
    Arrival await(Duration wait, boolean taps, BooleanSupplier cancelled) {
        AtomicBoolean over = new AtomicBoolean();
        BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
        List<Thread> waits = waits(wait, taps, () -> over.get() || cancelled.getAsBoolean(), arrivals);
        Arrival best = new Arrival.AllLost();
        for (int left = waits.size(); left > 0; left--) {
            Arrival next = taken(arrivals, over);
            if (isCard(next) && !isCard(best)) {
                best = next;
                over.set(true);
                wake();
            } else if (!isCard(best) && !(next instanceof Arrival.AllLost)) {
                best = next;
            } else {
                next.letGo();
            }
        }
        return best;
    }

    void wake() {
        if (contact != null) {
            contact.wake();
        }
        if (contactless != null) {
            contactless.wake();
        }
        if (stripe != null) {
            stripe.wake();
        }
    }

    /** Whether one of them is there. */
    boolean isPresent() {
        return contact != null && contact.isPresent()
                || contactless != null && contactless.isPresent()
                || stripe != null && stripe.isPresent();
    }

    /** Lets them go. */
    public void close() {
        if (contact != null) {
            contact.close();
        }
        if (contactless != null) {
            contactless.close();
        }
        if (stripe != null) {
            stripe.close();
        }
    }

    private List<Thread> waits(Duration wait, boolean taps, BooleanSupplier stop, BlockingQueue<Arrival> arrivals) {
        List<Thread> waits = new ArrayList<>();
        if (contact != null) {
            CardReader at = contact;
            waits.add(waiting(
                    "contact",
                    arrivals,
                    () -> of(at.await(wait, stop), Arrival.Inserted::new, new Arrival.ChipMute())));
        }
        if (contactless != null && taps) {
            CardReader at = contactless;
            waits.add(waiting(
                    "contactless",
                    arrivals,
                    () -> of(at.await(wait, stop), Arrival.Tapped::new, new Arrival.TapMute())));
        }
        if (stripe != null) {
            StripeReader at = stripe;
            waits.add(waiting("stripe", arrivals, () -> of(at.await(wait, stop))));
        }
        return waits;
    }

    private static Thread waiting(
            String name, BlockingQueue<Arrival> arrivals, java.util.function.Supplier<Arrival> wait) {
        return Thread.ofVirtual().name("await-" + name).start(() -> {
            Arrival came = new Arrival.AllLost();
            try {
                came = wait.get();
            } finally {
                // One answer each, whatever happens: the sale's thread counts them.
                arrivals.add(came);
            }
        });
    }

    // An interrupt is the till stopping: what waits is told so, and answers.
    private Arrival taken(BlockingQueue<Arrival> arrivals, AtomicBoolean over) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return arrivals.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                    over.set(true);
                    wake();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isCard(Arrival arrival) {
        return switch (arrival) {
            case Arrival.Inserted ignored -> true;
            case Arrival.ChipMute() -> true;
            case Arrival.Tapped ignored -> true;
            case Arrival.TapMute() -> true;
            case Arrival.Drawn ignored -> true;
            case Arrival.Nobody(), Arrival.Cancelled(), Arrival.AllLost() -> false;
        };
    }

    private static Arrival of(Insertion insertion, Function<CardReader.Connection, Arrival> card, Arrival mute) {
        return switch (insertion) {
            case Insertion.Inserted(var connection) -> card.apply(connection);
            case Insertion.Unreadable() -> mute;
            case Insertion.NoCard() -> new Arrival.Nobody();
            case Insertion.Cancelled() -> new Arrival.Cancelled();
            case Insertion.Lost() -> new Arrival.AllLost();
        };
    }

    private static Arrival of(Swiping swiping) {
        return switch (swiping) {
            case Swiping.Swiped(var swipe) -> new Arrival.Drawn(swipe);
            case Swiping.NoCard() -> new Arrival.Nobody();
            case Swiping.Cancelled() -> new Arrival.Cancelled();
            case Swiping.Lost() -> new Arrival.AllLost();
        };
    }
}
