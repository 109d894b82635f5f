package dev.tidegate.simulator.card;

import java.io.IOException;
import java.util.Optional;

/**
 * A reader within the JVM: bytes in, bytes out, on the caller's thread. Delays of the card are waited for there.
 *
 * <pre>
 * Drawer drawer = Drawer.passing();
 * DirectReader reader = new DirectReader();
 * reader.insert(drawer.card("chip-approves").orElseThrow(), Face.CONTACT);
 * byte[] answer = reader.transmit(command);
 * </pre>
 */
public final class DirectReader implements CardTransport {
    private Optional<InsertedCard> current = Optional.empty();
    private byte[] heard = new byte[0];

    @Override
    public synchronized Insertion insert(SimulatedCard card, Face face) {
        current.ifPresent(InsertedCard::close);
        InsertedCard insertion = new InsertedCard(new Contact(card, face), new Ear());
        current = Optional.of(insertion);
        return insertion;
    }

    /** ATR, after power. */
    public byte[] answerToReset() {
        return transmit(new byte[] {InsertedCard.ASK_ANSWER_TO_RESET});
    }

    /** A cold or warm reset. */
    public void reset() {
        take(inserted(), new byte[] {InsertedCard.RESET});
    }

    /**
     * One command and its answer.
     *
     * @param command at least two bytes
     * @return content and status word; other lengths where a fault says so
     * @throws CardRemovedException no card is in, or it was pulled meanwhile; the caller waits for another
     */
    public byte[] transmit(byte[] command) {
        InsertedCard insertion = inserted();
        take(insertion, command);
        if (!insertion.isOpen()) {
            throw new CardRemovedException();
        }
        return heard.clone();
    }

    @Override
    public String address() {
        return "this process";
    }

    @Override
    public synchronized void close() {
        current.ifPresent(InsertedCard::close);
    }

    private synchronized InsertedCard inserted() {
        return current.filter(InsertedCard::isOpen).orElseThrow(CardRemovedException::new);
    }

    private static void take(InsertedCard insertion, byte[] frame) {
        try {
            insertion.take(frame);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not break", e);
        }
    }

    private final class Ear implements InsertedCard.Line {
        @Override
        public void write(byte[] answer) {
            heard = answer.clone();
        }

        @Override
        public void ended() {
            heard = new byte[0];
        }
    }
}
