package dev.tidegate.till.fake;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.till.time.TillTime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/** Made-up sales and records. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");
    public static final TillId TILL = TillId.of("018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1");
    public static final HostReply APPROVAL = new HostReply("00", "123456", "000001", "632600000001");

    private static final Random CHANCE = new Random(7);

    private Samples() {}

    public static synchronized PaymentId id() {
        return PaymentId.next(InstantSource.fixed(NOON), CHANCE);
    }

    public static Amount euro(long minor) {
        return Amount.of(minor, "EUR");
    }

    /** A request key of which no two numbers give the same. */
    public static RequestKey key(long number) {
        byte[] bytes = ByteBuffer.allocate(16).putLong(8, number).array();
        return new RequestKey(Octets.of(bytes), Octets.of(bytes));
    }

    public static Sale sale(long minor) {
        return sale(minor, NOON, key(minor));
    }

    public static Sale sale(long minor, Instant soldAt, RequestKey key) {
        return new Sale(
                euro(minor),
                soldAt,
                EntryMode.CHIP,
                new MaskedPan(Brand.VISA, "0119"),
                new Aid(Octets.ofHex("A0000000031010")),
                "VISA CREDIT",
                CvmResult.SIGNATURE,
                cryptogram(Type.ARQC),
                TerminalVerificationResults.none().with(4, 8),
                Octets.ofHex("E800"),
                "261122-7KQ2MX",
                key);
    }

    public static SealedBody body() {
        return new SealedBody(1, Octets.of(new byte[8]), Octets.of(new byte[65]), Octets.of(new byte[272]));
    }

    public static JournalEntry.Asked asked(PaymentId id, long minor) {
        return new JournalEntry.Asked(id, sale(minor), body());
    }

    public static JournalEntry.Stored stored(PaymentId id, long minor) {
        return stored(id, minor, StoredKind.DEFERRED_AUTHORISATION);
    }

    public static JournalEntry.Stored stored(PaymentId id, long minor, StoredKind kind) {
        return new JournalEntry.Stored(id, sale(minor), kind, body());
    }

    public static JournalEntry.Answered answered(PaymentId id, Answer answer) {
        return switch (answer) {
            case KEPT_AUTHORISED, KEPT_CAPTURED -> new JournalEntry.Answered(id, answer, Reason.NONE, APPROVAL);
            case TO_BE_REVERSED -> new JournalEntry.Answered(id, answer, Reason.CARD_DECLINED, APPROVAL);
            case DECLINED ->
                new JournalEntry.Answered(id, answer, Reason.HOST_DECLINED, new HostReply("51", "", "000002", ""));
            case NOT_SENT -> new JournalEntry.Answered(id, answer, Reason.SALE_ABOVE_LIMIT, HostReply.none());
            case UNKNOWN -> new JournalEntry.Answered(id, answer, Reason.NO_ANSWER, HostReply.none());
        };
    }

    public static JournalEntry.Result result(PaymentId id, long version, String cursor, PaymentState state) {
        return new JournalEntry.Result(told(id, version, cursor, state));
    }

    public static PaymentResult told(PaymentId id, long version, String cursor, PaymentState state) {
        boolean booked = state == PaymentState.CAPTURED;
        return new PaymentResult(
                id,
                version,
                cursor,
                state,
                state == PaymentState.HELD ? Reason.UNSHOWN : Reason.NONE,
                APPROVAL,
                booked ? euro(1250) : null,
                booked ? NOON : null,
                1,
                state == PaymentState.RETRY_WAIT ? NOON.plusSeconds(60) : null,
                state == PaymentState.RETRY_WAIT ? NOON.plusSeconds(86_400) : null);
    }

    public static ApplicationCryptogram cryptogram(Type type) {
        return new ApplicationCryptogram(type, Octets.ofHex("0102030405060708"), 1);
    }

    public static FrozenTags frozen() {
        return new FrozenTags(TlvSet.empty()
                .with(Tag.APPLICATION_CRYPTOGRAM, Octets.ofHex("0102030405060708"))
                .with(Tag.CRYPTOGRAM_INFORMATION, Octets.ofHex("80"))
                .with(Tag.ATC, Octets.ofHex("0001"))
                .with(Tag.AMOUNT_AUTHORISED, Octets.ofHex("000000001250"))
                .with(Tag.TRANSACTION_CURRENCY, Octets.ofHex("0978"))
                .with(Tag.TRANSACTION_DATE, Octets.ofHex("261122")));
    }

    /** A till's time that began by a clock of the test and then stands still. */
    public static TillTime time(InstantSource clock) {
        return TillTime.open(Path.of("none"), clock, new TestUptime());
    }

    public static ClearCard clearCard() {
        return new ClearCard(
                Pan.of("4761739001010119".getBytes(StandardCharsets.US_ASCII)),
                new ExpiryDate(2030, 12),
                1,
                Track2.of("4761739001010119D30122011234567890".getBytes(StandardCharsets.US_ASCII)));
    }
}
