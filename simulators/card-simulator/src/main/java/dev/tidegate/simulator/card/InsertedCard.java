package dev.tidegate.simulator.card;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One insertion, whatever the line: takes a frame of the reader, has the card answer, waits as long as the card takes,
 * and writes. Frames come from one thread; {@link #close} may come from another, and ends a wait at once.
 */
final class InsertedCard implements CardTransport.Insertion {
    static final int POWER_OFF = 0x00;
    static final int POWER_ON = 0x01;
    static final int RESET = 0x02;
    static final int ASK_ANSWER_TO_RESET = 0x04;

    /** Where answers go, and what is done when the card is out. */
    interface Line {
        void write(byte[] answer) throws IOException;

        void ended();
    }

    private final Contact contact;
    private final Line line;
    private final CountDownLatch out = new CountDownLatch(1);

    InsertedCard(Contact contact, Line line) {
        this.contact = contact;
        this.line = line;
    }

    @Override
    public boolean isOpen() {
        return out.getCount() > 0;
    }

    @Override
    public void close() {
        boolean was = isOpen();
        // First the latch and the line, as they end a wait or a write that would otherwise keep the lock below.
        out.countDown();
        if (was) {
            line.ended();
        }
        synchronized (this) {
            // Whoever was within has left: from here on no command reaches the card.
        }
    }

    /**
     * One frame of the reader: a byte of vpcd's, or a command.
     *
     * @throws IOException the line is broken
     */
    void take(byte[] frame) throws IOException {
        Played played;
        synchronized (this) {
            if (!isOpen()) {
                return;
            }
            if (frame.length == 1 && frame[0] != ASK_ANSWER_TO_RESET) {
                contact.reset();
                return;
            }
            played = frame.length > 1 ? contact.play(frame) : contact.answerToReset();
        }
        if (isOutWithin(played)) {
            return;
        }
        if (played.isGone()) {
            close();
            return;
        }
        synchronized (this) {
            if (isOpen()) {
                line.write(played.answer().bytes());
            }
        }
    }

    private boolean isOutWithin(Played played) {
        try {
            return !played.delay().isZero() && out.await(played.delay().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
