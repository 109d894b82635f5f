package dev.tidegate.gateway.profile;

import java.util.Arrays;
import java.util.Optional;

/** What a field of a message may be filled with. */
public enum FieldSource {
    CARD_NUMBER("card.number"),
    CARD_EXPIRY("card.expiry"),
    CARD_SEQUENCE("card.sequence"),
    CARD_TRACK2("card.track2"),
    AMOUNT("amount"),
    CURRENCY("currency"),
    /** UTC, MMDDhhmmss. */
    SENT_AT("sent.at"),
    STAN("stan"),
    RRN("rrn"),
    /** The shop's own time at the sale, hhmmss. */
    SOLD_TIME("sold.time"),
    /** The shop's own date at the sale, MMDD. */
    SOLD_DATE("sold.date"),
    ENTRY_MODE("entry.mode"),
    TERMINAL("terminal"),
    MERCHANT("merchant"),
    MERCHANT_NAME("merchant.name"),
    MERCHANT_CATEGORY("merchant.category"),
    CHIP_REQUEST("chip.request"),
    CHIP_ADVICE("chip.advice"),
    DEFERRED_MARK("deferred.mark"),
    /** Message type, STAN and DE 7 of the message that is taken back, then zeros (ISO 8583:1987, DE 90). */
    ORIGINAL("original"),
    /** Field 3 of the message that is taken back. */
    ORIGINAL_PROCESSING("original.processing"),
    /** What the issuer gave the approval that is completed. */
    AUTHORISATION_CODE("authorisation.code"),
    NETWORK_CODE("network.code");

    private final String word;

    FieldSource(String word) {
        this.word = word;
    }

    static Optional<FieldSource> named(String word) {
        return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
    }
}
