package dev.tidegate.emv.authentication;

import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;

/**
 * The signature of fast DDA, version 01: over the terminal's number, amount and currency, and the card's authentication
 * data, tag 9F69 (EMV Contactless Book C-3).
 *
 * <pre>
 * 9F69   version 01 | card's number 4 | card transaction qualifiers 2 | …
 * </pre>
 */
final class FastSignature {
    private static final Tag SIGNATURE = new Tag(0x9F4B);
    private static final Tag CARD_AUTHENTICATION = new Tag(0x9F69);
    private static final Tag DYNAMIC_NUMBER = new Tag(0x9F4C);

    private static final int VERSION = 0x01;
    private static final int BYTES_MIN = 5;
    private static final int BYTES_MAX = 16;

    private FastSignature() {}

    static boolean isIn(CardObjects card) {
        return card.has(SIGNATURE) && card.has(CARD_AUTHENTICATION);
    }

    /**
     * Checks it.
     *
     * @return what the card signed beside it: 9F4C
     * @throws MalformedCardDataException a check fails
     */
    static TlvSet verify(PublicKey key, CardObjects card, TlvSet terminal) {
        Slice own = card.value(CARD_AUTHENTICATION);
        if (own.length() < BYTES_MIN || own.length() > BYTES_MAX || own.at(0) != VERSION) {
            throw new MalformedCardDataException("fast DDA of another version");
        }
        Slice told = Slice.of(terminal.value(Tag.UNPREDICTABLE_NUMBER)
                .plus(terminal.value(Tag.AMOUNT_AUTHORISED))
                .plus(terminal.value(Tag.TRANSACTION_CURRENCY))
                .plus(own.octets()));
        DynamicSignature signature = DynamicSignature.verify(key, card.value(SIGNATURE), told);
        return TlvSet.empty().with(DYNAMIC_NUMBER, signature.number());
    }
}
