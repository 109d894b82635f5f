package dev.tidegate.emv.contactless;

import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Card transaction qualifiers, CTQ, tag 9F6C: what the card wants of the reader (EMV Contactless Book C-3).
 *
 * <pre>
 * byte 1  80 online PIN | 40 signature | 20 online if ODA fails
 *         10 other interface if ODA fails | 08 online if expired
 * byte 2  80 verified on the cardholder's device
 * </pre>
 *
 * @param bits two bytes as one number
 */
record CardTransactionQualifiers(int bits) {
    private static final Tag TAG = new Tag(0x9F6C);

    /**
     * The card's; absent where it has none.
     *
     * @throws dev.tidegate.emv.data.MalformedCardDataException they have not two bytes
     */
    static @Nullable CardTransactionQualifiers of(CardObjects card) {
        return card.has(TAG)
                ? new CardTransactionQualifiers((int) card.value(TAG, 2).number())
                : null;
    }

    boolean onlinePin() {
        return has(0x8000);
    }

    boolean signature() {
        return has(0x4000);
    }

    boolean onlineIfUnauthenticated() {
        return has(0x2000);
    }

    boolean otherInterfaceIfUnauthenticated() {
        return has(0x1000);
    }

    boolean onlineIfExpired() {
        return has(0x0800);
    }

    boolean verifiedOnDevice() {
        return has(0x0080);
    }

    /** Whether bytes 6 and 7 of tag 9F69, which the card signs, say the same. */
    boolean isSaidBy(Slice cardAuthentication) {
        return cardAuthentication.length() >= 7
                && cardAuthentication.slice(5, 7).number() == bits;
    }

    private boolean has(int bit) {
        return (bits & bit) != 0;
    }
}
