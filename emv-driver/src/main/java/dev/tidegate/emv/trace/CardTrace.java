package dev.tidegate.emv.trace;

import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.data.Slice;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A card with an observer: tells each command and answer line by line, tags named, secrets left out: no card number but
 * its last four digits, no track, name, expiry or PIN. Keeps nothing of what passes.
 */
public final class CardTrace implements CardChannel {
    private final CardChannel card;
    private final Consumer<String> lines;
    private final LongSupplier nanos;
    private final ExchangeText text = new ExchangeText();
    private int number;
    private long cardNanos;

    /**
     * @param lines told on the thread of the card
     * @param nanos a clock that never goes back
     */
    public CardTrace(CardChannel card, Consumer<String> lines, LongSupplier nanos) {
        this.card = card;
        this.lines = lines;
        this.nanos = nanos;
    }

    /** How many commands there were. */
    public int commands() {
        return number;
    }

    /** How long the card took for all of them. */
    public long cardNanos() {
        return cardNanos;
    }

    @Override
    public Transmission transmit(ByteBuffer command, ByteBuffer response) {
        byte[] sent = new byte[command.remaining()];
        command.duplicate().get(sent);
        int from = response.position();
        long before = nanos.getAsLong();
        Transmission transmission = card.transmit(command, response);
        long took = nanos.getAsLong() - before;
        cardNanos += took;
        byte[] received = new byte[transmission == Transmission.ANSWERED ? response.position() - from : 0];
        response.duplicate().get(from, received);
        try {
            tell(sent, received, transmission, took);
        } finally {
            Arrays.fill(sent, (byte) 0);
            Arrays.fill(received, (byte) 0);
        }
        return transmission;
    }

    private void tell(byte[] sent, byte[] received, Transmission transmission, long took) {
        List<String> command = text.command(Slice.of(sent));
        lines.accept(String.format(Locale.ROOT, "%2d  %s", ++number, command.getFirst()));
        command.stream().skip(1).forEach(line -> lines.accept("    " + line));
        String time = String.format(Locale.ROOT, "  (%.1f ms)", took / 1e6);
        switch (transmission) {
            case ANSWERED -> {
                List<String> answer = text.answer(Slice.of(sent), Slice.of(received));
                lines.accept("    " + answer.getFirst() + time);
                answer.stream().skip(1).forEach(line -> lines.accept("    " + line));
            }
            case REMOVED -> lines.accept("    the card was taken away" + time);
            case LOST -> lines.accept("    the reader is gone" + time);
            case SILENT -> lines.accept("    no answer" + time);
        }
    }
}
