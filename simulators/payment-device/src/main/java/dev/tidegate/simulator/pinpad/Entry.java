package dev.tidegate.simulator.pinpad;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One entry, from the till's request to the answer that it gets: {@code PRESENTED} and the card's status word,
 * {@code BLOCK} and an enciphered PIN, {@code BYPASSED}, {@code CANCELLED}, {@code REMOVED}, or {@code NO_KEY}.
 */
final class Entry {
    /**
     * What the holder of the demo's cards types.
     *
     * @param plain where the card wants it plain
     * @param enciphered where the card wants it enciphered
     * @param online where the issuer checks it
     */
    record Holder(String plain, String enciphered, String online) {
        String pin(PinRequest request) {
            return switch (request) {
                case PinRequest.ByIssuer ignored -> online;
                case PinRequest.ByCard(var ignored, var key) -> key == null ? plain : enciphered;
            };
        }

        @Override
        public String toString() {
            return "Holder[****]";
        }
    }

    private static final String WRONG = "0000";

    private final PinRequest request;
    private final Card card;
    private final Holder holder;
    private final Optional<OnlinePins> online;
    private final BlockingQueue<Press> pressed = new LinkedBlockingQueue<>(1);

    /** @param online empty where the pad has no key for the issuer's PINs */
    Entry(PinRequest request, Card card, Holder holder, Optional<OnlinePins> online) {
        this.online = online;
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
            case Press.Digits(var pin) -> entered(pin);
            case Press.Right() -> entered(holder.pin(request));
            case Press.Wrong() -> entered(WRONG);
        };
    }

    private String entered(String pin) {
        return switch (request) {
            case PinRequest.ByCard ofCard -> presented(pin, ofCard);
            case PinRequest.ByIssuer(var number) ->
                online.map(pins -> pins.enciphered(pin, number)).orElse("NO_KEY");
        };
    }

    private String presented(String pin, PinRequest.ByCard request) {
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
