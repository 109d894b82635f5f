package dev.tidegate.crypto;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.TillId;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one till has to know of its merchant and its acquirer; what a {@link SignedParameters} says.
 *
 * <pre>
 * content = CBOR map
 *   1  version           unsigned
 *   2  issued at, ms     unsigned
 *   3  till              bytes 16
 *   4  terminal id       text, DE 41         5  merchant id   text, DE 42
 *   6  merchant's name   text, DE 43         7  category      text, 4 digits
 *   8  currency          text, ISO 4217      9  zone          text, as IANA has it
 *  10  what is agreed    unsigned, a bit each: 1 completion follows, 2 deferred mark, 4 track kept, 8 advice,
 *                        16 advice without track, 32 tip after cryptogram, 64 partial approval
 *  11  advice is late after, s   12  and no longer sent after, s
 *  13  deferred is late after, s 14  and no longer sent after, s
 *  15  ceiling: count    16  window, s    17  one sale    18  all sales    19  one card's sales; all or none
 *  20  least sale by telephone, minor units; none where no sale is taken so
 *  21  greatest tip after the card, per cent; none where there is none
 * </pre>
 *
 * @param version greater with each change; a till takes no lower one
 * @param issuedAt by the gateway's clock, to the millisecond
 * @param ceiling what the till takes offline at most, whatever its own limits are; absent where the gateway sets none
 * @param voiceFloor the least sale that an issuer may approve by telephone, minor units of the merchant's currency,
 *     inclusive; absent where the acquirer takes none so
 * @param tipPercentMax of the amount that a card has signed; 0 where a tip is taken before the card alone
 */
public record TillParameters(
        long version,
        Instant issuedAt,
        TillId till,
        Merchant merchant,
        Agreed agreed,
        Ages ages,
        @Nullable Ceiling ceiling,
        @Nullable Long voiceFloor,
        int tipPercentMax) {
    /** A tip that is more than the sale is a mistyped one. */
    public static final int TIP_PERCENT_MAX = 100;

    /**
     * Who sells, as the acquirer knows it.
     *
     * @param terminalId DE 41
     * @param id DE 42
     * @param name DE 43
     * @param category merchant category code
     */
    public record Merchant(
            String terminalId, String id, String name, String category, Currency currency, ZoneId zone) {}

    /**
     * What the acquirer has agreed to.
     *
     * @param completed whether an approval is a hold, and a second message takes the money (captureMode dual)
     * @param deferredMark whether there is a way to say that a request is late; without it no sale is deferred
     * @param trackKept whether a track may be kept, sealed, until the issuer is asked
     * @param advice whether there is a message for what the card has approved
     * @param adviceWithoutTrack whether that is taken without DE 35, which is never kept for it
     * @param tipAfterCryptogram whether a tip may make the amount more than the cryptogram's
     * @param partialApproval whether a sale may be approved for less
     */
    public record Agreed(
            boolean completed,
            boolean deferredMark,
            boolean trackKept,
            boolean advice,
            boolean adviceWithoutTrack,
            boolean tipAfterCryptogram,
            boolean partialApproval) {
        private boolean[] bits() {
            return new boolean[] {
                completed, deferredMark, trackKept, advice, adviceWithoutTrack, tipAfterCryptogram, partialApproval
            };
        }

        private int word() {
            boolean[] bits = bits();
            int word = 0;
            for (int i = 0; i < bits.length; i++) {
                word |= bits[i] ? 1 << i : 0;
            }
            return word;
        }

        private static Agreed of(int word) {
            return new Agreed(
                    (word & 1) != 0,
                    (word & 2) != 0,
                    (word & 4) != 0,
                    (word & 8) != 0,
                    (word & 16) != 0,
                    (word & 32) != 0,
                    (word & 64) != 0);
        }
    }

    /** From the sale on, whole seconds: when people are told, and when it is set aside unsent. */
    public record Ages(Duration adviceLate, Duration adviceHold, Duration deferredLate, Duration deferredHold) {}

    /**
     * At most so much offline, minor units of the merchant's currency.
     *
     * @param window how long after the first unsynced sale more are taken; whole seconds
     */
    public record Ceiling(int count, Duration window, long saleMax, long sumMax, long cardSumMax) {
        /** Far above any shop; a larger number is a mistyped one. */
        public static final int COUNT_MAX = 100_000;

        public Ceiling {
            boolean ordered = saleMax >= 0 && saleMax <= sumMax && cardSumMax >= 0 && cardSumMax <= sumMax;
            if (count < 0 || count > COUNT_MAX || window.isNegative() || !ordered || sumMax > Amount.MINOR_MAX) {
                throw new IllegalArgumentException("a ceiling has counts and sums that fit into each other");
            }
        }
    }

    private static final int WORD_MAX = 127;
    /** Seventy years: no age is longer. */
    private static final int SECONDS_MAX = Integer.MAX_VALUE;

    public TillParameters {
        if (version < 1 || issuedAt.toEpochMilli() < 0) {
            throw new IllegalArgumentException("parameters have a version and a time");
        }
        if (voiceFloor != null && (voiceFloor < 0 || voiceFloor > Amount.MINOR_MAX)) {
            throw new IllegalArgumentException("the least sale by telephone is an amount");
        }
        if (tipPercentMax < 0 || tipPercentMax > TIP_PERCENT_MAX) {
            throw new IllegalArgumentException("a tip is at most as much as the sale");
        }
    }

    /** Of an acquirer that takes neither approvals by telephone nor tips after the card. */
    public TillParameters(
            long version,
            Instant issuedAt,
            TillId till,
            Merchant merchant,
            Agreed agreed,
            Ages ages,
            @Nullable Ceiling ceiling) {
        this(version, issuedAt, till, merchant, agreed, ages, ceiling, null, 0);
    }

    /** The same, issued anew. */
    public TillParameters as(long newVersion, Instant at) {
        return new TillParameters(newVersion, at, till, merchant, agreed, ages, ceiling, voiceFloor, tipPercentMax);
    }

    byte[] encode() {
        CborWriter out = new CborWriter()
                .number(1, version)
                .number(2, issuedAt.toEpochMilli())
                .octets(3, RecordFrame.bytes(till.value()))
                .text(4, merchant.terminalId())
                .text(5, merchant.id())
                .text(6, merchant.name())
                .text(7, merchant.category())
                .text(8, merchant.currency().getCurrencyCode())
                .text(9, merchant.zone().getId())
                .number(10, agreed.word())
                .number(11, ages.adviceLate().toSeconds())
                .number(12, ages.adviceHold().toSeconds())
                .number(13, ages.deferredLate().toSeconds())
                .number(14, ages.deferredHold().toSeconds());
        Ceiling most = ceiling;
        if (most != null) {
            out.number(15, most.count())
                    .number(16, most.window().toSeconds())
                    .number(17, most.saleMax())
                    .number(18, most.sumMax())
                    .number(19, most.cardSumMax());
        }
        if (voiceFloor != null) {
            out.number(20, voiceFloor);
        }
        if (tipPercentMax > 0) {
            out.number(21, tipPercentMax);
        }
        return out.map();
    }

    /** What a content says; a {@link Rejection} BAD_PAYLOAD where it says nothing possible. */
    static TillParameters decode(byte[] content) {
        CborMap in = CborMap.read(content);
        try {
            TillParameters read = new TillParameters(
                    in.number(1),
                    Instant.ofEpochMilli(in.number(2)),
                    till(in.bytes(3)),
                    new Merchant(
                            in.text(4),
                            in.text(5),
                            in.text(6),
                            in.text(7),
                            Currency.getInstance(in.text(8)),
                            ZoneId.of(in.text(9))),
                    Agreed.of(in.number(10, WORD_MAX)),
                    new Ages(span(in, 11), span(in, 12), span(in, 13), span(in, 14)),
                    in.has(15)
                            ? new Ceiling(
                                    in.number(15, Ceiling.COUNT_MAX),
                                    span(in, 16),
                                    in.number(17),
                                    in.number(18),
                                    in.number(19))
                            : null,
                    in.has(20) ? in.number(20) : null,
                    in.has(21) ? in.number(21, TIP_PERCENT_MAX) : 0);
            in.end();
            return read;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw CborMap.rejection();
        }
    }

    private static TillId till(byte[] id) {
        if (id.length != 2 * Long.BYTES) {
            throw CborMap.rejection();
        }
        ByteBuffer halves = ByteBuffer.wrap(id);
        return new TillId(new UUID(halves.getLong(), halves.getLong()));
    }

    private static Duration span(CborMap in, int key) {
        return Duration.ofSeconds(in.number(key, SECONDS_MAX));
    }
}
