package dev.tidegate.bench;

import dev.tidegate.emv.apdu.CardChannel;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/** A card of which the time is taken: what it took and what the kernel took are told apart. */
final class TimedCard implements CardChannel {
    private final CardChannel card;
    private final LongSupplier cpuNanos;
    private long taken;
    private int commands;

    /** @param cpuNanos of the calling thread */
    TimedCard(CardChannel card, LongSupplier cpuNanos) {
        this.card = card;
        this.cpuNanos = cpuNanos;
    }

    /** How long the card computed for all commands. */
    long taken() {
        return taken;
    }

    int commands() {
        return commands;
    }

    @Override
    public Transmission transmit(ByteBuffer command, ByteBuffer response) {
        commands++;
        long before = cpuNanos.getAsLong();
        try {
            return card.transmit(command, response);
        } finally {
            taken += cpuNanos.getAsLong() - before;
        }
    }
}
