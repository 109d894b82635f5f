package dev.tidegate.simulator.pinpad;

import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One entry, from the till's request to the answer that it gets: {@code PRESENTED} and the card's status word,
 * {@code BYPASSED}, {@code CANCELLED} or {@code REMOVED}.
 */
final class Entry {
    /**
     * What the holder of the demo's cards types.
     *
     * @param plain where the card wants it plain
     * @param enciphered where the card wants it enciphered
     */
    record Holder(String plain, String enciphered) {}

    private static final String WRONG = "0000";

    private final PinRequest request;
    private final Card card;
    private final Holder holder;
    private final BlockingQueue<Press> pressed = new LinkedBlockingQueue<>(1);

    Entry(PinRequest request, Card card, Holder holder) {
        this.request = request;
        this.card = card;
        this.holder = holder;
    }

    int tries() {
        return request.tries();
    }

    /** Somebody presses something; the first press counts. */
    boolean press(Press press) {
        return pressed.offer(press);
    }

    /** The till takes its request back. */
    void cancel() {
        // Where somebody was faster, the entry ends by itself.
        boolean ignored = pressed.offer(new Press.Cancel());
    }

    /** Waits for the person, and for the card where there is something to present. */
    String toItsEnd(long limitMillis) throws InterruptedException {
        Press press = pressed.poll(limitMillis, TimeUnit.MILLISECONDS);
        return switch (press) {
            case null -> "CANCELLED";
            case Press.Cancel() -> "CANCELLED";
            case Press.Bypass() -> "BYPASSED";
            case Press.Digits(var pin) -> presented(pin);
            case Press.Right() -> presented(request.key() == null ? holder.plain() : holder.enciphered());
            case Press.Wrong() -> presented(WRONG);
        };
    }

    private String presented(String pin) {
        try {
            byte[] answer = card.transmit(Verify.command(pin, request));
            return answer.length < 2
                    ? "REMOVED"
                    : "PRESENTED " + HexFormat.of().withUpperCase().formatHex(answer, answer.length - 2, answer.length);
        } catch (CardGoneException e) {
            return "REMOVED";
        }
    }
}
