package dev.tidegate.cards;

import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.simulator.card.CardRemovedException;
import dev.tidegate.simulator.card.DirectReader;
import dev.tidegate.simulator.card.Drawer;
import dev.tidegate.simulator.card.Face;
import dev.tidegate.simulator.card.SimulatedCard;
import java.nio.ByteBuffer;

/**
 * A test card in this process, put in once. Two programs that share no code meet here, by bytes alone. Used by one
 * thread.
 */
public final class JvmCard implements CardChannel {
    private final DirectReader reader = new DirectReader();
    private final SimulatedCard card;
    private final Face face;

    private JvmCard(SimulatedCard card, Face face) {
        this.card = card;
        this.face = face;
        reader.insert(card, face);
    }

    /**
     * Puts a card of the drawer in, or taps it.
     *
     * @throws IllegalArgumentException the drawer has no card of this name, or the card has not this side
     */
    public static JvmCard of(Drawer drawer, String name, boolean tap) {
        Face face = tap ? Face.CONTACTLESS : Face.CONTACT;
        SimulatedCard card =
                drawer.card(name).orElseThrow(() -> new IllegalArgumentException("the drawer has no such card"));
        if (!card.has(face)) {
            throw new IllegalArgumentException("this card cannot be " + (tap ? "tapped" : "inserted"));
        }
        return new JvmCard(card, face);
    }

    /** Takes it out and puts it in again. */
    public void again() {
        reader.insert(card, face);
    }

    @Override
    public Transmission transmit(ByteBuffer command, ByteBuffer response) {
        byte[] bytes = new byte[command.remaining()];
        command.get(bytes);
        try {
            byte[] answer = reader.transmit(bytes);
            if (answer.length > response.remaining()) {
                return Transmission.SILENT;
            }
            response.put(answer);
            return Transmission.ANSWERED;
        } catch (CardRemovedException e) {
            return Transmission.REMOVED;
        }
    }
}
