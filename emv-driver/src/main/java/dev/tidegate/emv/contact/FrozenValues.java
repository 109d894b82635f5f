package dev.tidegate.emv.contact;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.action.CryptogramAnswer;
import dev.tidegate.emv.data.CardObjects;
import java.util.List;

/**
 * The values to be sent with a cryptogram: the terminal's as they were at the very command that made it, the card's
 * own, and those of its answer.
 */
public final class FrozenValues {
    /** What only the card knows. What else it may put into its records is never taken for the terminal's. */
    private static final List<Tag> OF_CARD = List.of(Tag.AIP, Tag.PAN_SEQUENCE);

    private FrozenValues() {}

    /**
     * Freezes.
     *
     * @param terminal the terminal's objects at the command
     * @param name of the application, as the card calls it
     */
    public static FrozenTags of(TlvSet terminal, CardObjects card, CryptogramAnswer answer, Octets name) {
        TlvSet frozen = TlvSet.empty().with(Tag.DEDICATED_FILE_NAME, name);
        for (Tag tag : OF_CARD) {
            frozen = card.has(tag) ? frozen.with(tag, card.octets(tag)) : frozen;
        }
        frozen = withAllowed(frozen, terminal, answer.type());
        return new FrozenTags(withAllowed(frozen, answer.values(), answer.type()));
    }

    private static TlvSet withAllowed(TlvSet frozen, TlvSet source, Type type) {
        TlvSet all = frozen;
        for (Tag tag : source.tags()) {
            // 8A goes with a TC only: an ARQC is made before anybody has answered.
            boolean meant = !tag.equals(Tag.AUTHORISATION_RESPONSE_CODE) || type == Type.TC;
            all = meant && FrozenTags.allows(tag) ? all.with(tag, source.value(tag)) : all;
        }
        return all;
    }
}
