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
    /** The time of the first sending, YYMMDDhhmmss, which repeats keep: DE 12 of network messages and sums of 1993. */
    SENT_LOCAL("sent.local"),
    /** The shop's own time at the sale, hhmmss. */
    SOLD_TIME("sold.time"),
    /** The shop's own date at the sale, MMDD. */
    SOLD_DATE("sold.date"),
    /** The shop's own date and time at the sale, YYMMDDhhmmss (ISO 8583:1993, DE 12). */
    SOLD_AT("sold.at"),
    ENTRY_MODE("entry.mode"),
    TERMINAL("terminal"),
    MERCHANT("merchant"),
    MERCHANT_NAME("merchant.name"),
    MERCHANT_CATEGORY("merchant.category"),
    DEFERRED_MARK("deferred.mark"),
    /** Message type, STAN and DE 7 of the message that is taken back, then zeros (ISO 8583:1987, DE 90). */
    ORIGINAL("original"),
    /** Field 3 of the message that is taken back. */
    ORIGINAL_PROCESSING("original.processing"),
    /** What the issuer gave the approval that is completed, or said by telephone. */
    AUTHORISATION_CODE("authorisation.code"),
    /** Message type, STAN, DE 12 and institution of the message that is taken back (ISO 8583:1993, DE 56). */
    ORIGINAL_1993("original.1993"),
    /** What the host itself said of the message that is taken back: tags 002, 003 and 004 of EISOP's DE 48. */
    ORIGINAL_HOST("original.host"),
    /** The amount of the message that is taken back, then zeros (ISO 8583:1993, DE 30). */
    ORIGINAL_AMOUNT("original.amount"),
    /** What is left of the amount: nothing (ISO 8583:1987, DE 95). */
    REPLACEMENT_NONE("replacement.none"),
    /** The profile's code of why it is taken back. */
    REVERSAL_REASON("reversal.reason"),
    /** The number of the batch, with as many digits as the greatest. */
    BATCH_NUMBER("batch.number"),
    /** The acquirer's day: MMDD in 1987, YYMMDD in 1993. */
    BATCH_DATE("batch.date"),
    /** How many credits, 10 digits; those that were reversed are counted here and there, or in neither. */
    CREDITS("credits"),
    CREDITS_REVERSED("credits.reversed"),
    DEBITS("debits"),
    DEBITS_REVERSED("debits.reversed"),
    /** Their amount, 16 digits. */
    CREDIT_AMOUNT("credits.amount"),
    CREDIT_AMOUNT_REVERSED("credits.reversed.amount"),
    DEBIT_AMOUNT("debits.amount"),
    DEBIT_AMOUNT_REVERSED("debits.reversed.amount"),
    /** What is left of debits less credits, 16 digits behind a D, or behind a C where credits are more. */
    NET_AMOUNT("net.amount"),
    /** The acquirer's own number. */
    INSTITUTION("institution"),
    /** The PIN under the acquirer's key, 8 or 16 bytes (DE 52); of a live sale alone, as it is never kept. */
    PIN_BLOCK("pin.block"),
    NETWORK_CODE("network.code");

    private final String word;

    FieldSource(String word) {
        this.word = word;
    }

    static Optional<FieldSource> named(String word) {
        return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
    }
}
