package dev.tidegate.cards;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.trace.RecordedTransaction.Exchange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Keeps what passes. Only before a card of the drawer, whose number is a published one. */
final class Recorder implements CardChannel {
    private final CardChannel card;
    private final List<Exchange> exchanges = new ArrayList<>();

    Recorder(JvmCard card) {
        this.card = card;
    }

    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    @Override
    public Transmission transmit(ByteBuffer command, ByteBuffer response) {
        byte[] sent = new byte[command.remaining()];
        command.duplicate().get(sent);
        int from = response.position();
        Transmission transmission = card.transmit(command, response);
        byte[] received = new byte[response.position() - from];
        response.duplicate().get(from, received);
        exchanges.add(new Exchange(Octets.of(sent), transmission, Octets.of(received)));
        return transmission;
    }
}
