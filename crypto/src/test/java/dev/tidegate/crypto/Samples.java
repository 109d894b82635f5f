package dev.tidegate.crypto;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.payment.VoiceCode;
import dev.tidegate.core.port.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/** One made-up till, sale and card. */
final class Samples {
    static final String PAN = "4761739001010119";
    static final String TRACK = "4761739001010119D301220100000000";
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final TillId TILL = TillId.of("0f2e1d3c-4b5a-4968-8776-655443322110");
    static final TillId OTHER_TILL = TillId.of("11111111-2222-4333-8444-555555555555");
    static final Amount AMOUNT = Amount.of(1_250, "EUR");

    private Samples() {}

    /** The n-th payment, the same at every call. */
    static PaymentId payment(int n) {
        return PaymentId.of(String.format(Locale.ROOT, "019a%04x-0000-7000-8000-%012x", n, n));
    }

    static byte[] secret() {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 0x5A);
        return secret;
    }

    static ClearCard card() {
        return new ClearCard(Pan.of(ascii(PAN)), new ExpiryDate(2030, 12), 1, Track2.of(ascii(TRACK)));
    }

    static FrozenTags tags() {
        return new FrozenTags(TlvSet.empty()
                .with(Tag.APPLICATION_CRYPTOGRAM, Octets.ofHex("0102030405060708"))
                .with(Tag.CRYPTOGRAM_INFORMATION, Octets.ofHex("80"))
                .with(Tag.ATC, Octets.ofHex("0001"))
                .with(Tag.AMOUNT_AUTHORISED, Octets.ofHex("000000001250"))
                .with(Tag.TRANSACTION_CURRENCY, Octets.ofHex("0978"))
                .with(Tag.TRANSACTION_DATE, Octets.ofHex("261122")));
    }

    static Sealer.Contents contents(PaymentId payment) {
        return new Sealer.Contents(payment, card(), tags(), AMOUNT, NOON);
    }

    static Sale sale() {
        return new Sale(
                AMOUNT,
                NOON,
                EntryMode.CHIP,
                new MaskedPan(Brand.VISA, "0119"),
                new Aid(Octets.ofHex("A0000000031010")),
                "VISA CRÉDIT",
                CvmResult.NONE,
                new ApplicationCryptogram(ApplicationCryptogram.Type.ARQC, Octets.ofHex("0102030405060708"), 1),
                TerminalVerificationResults.none().with(4, 8),
                Octets.ofHex("E800"),
                "R-1",
                new RequestKey(bytes(16, 0x11), bytes(16, 0x22)));
    }

    /** A body of the right shape that nobody sealed. */
    static SealedBody body() {
        return new SealedBody(1, bytes(8, 0x33), bytes(65, 0x44), bytes(272, 0x55));
    }

    static JournalEntry.Stored stored(int n) {
        return new JournalEntry.Stored(payment(n), sale(), StoredKind.DEFERRED_AUTHORISATION, body());
    }

    /** A sale that its issuer approved by telephone: a card was read, and has signed nothing. */
    static JournalEntry.Stored storedByVoice(int n) {
        Sale read = sale();
        Sale bare = new Sale(
                read.amount(),
                read.soldAt(),
                read.entryMode(),
                read.card(),
                read.cvm(),
                null,
                read.reference(),
                read.request());
        return new JournalEntry.Stored(
                payment(n), bare, StoredKind.VOICE_APPROVED, body(), null, new VoiceCode("K7402B"));
    }

    static JournalEntry.Shown shown(int n) {
        return new JournalEntry.Shown(payment(n));
    }

    static PaymentResult captured(int n) {
        return new PaymentResult(
                payment(n),
                3,
                "a1-17",
                PaymentState.CAPTURED,
                Reason.NONE,
                new HostReply("00", "123456", "000042", "632600000001"),
                AMOUNT,
                NOON.plusSeconds(60),
                2,
                null,
                null);
    }

    static AdoptionGrant grant() {
        return new AdoptionGrant(new UUID(3, 4), TILL, OTHER_TILL, NOON, NOON.plus(Duration.ofHours(24)));
    }

    static Octets bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return Octets.of(bytes);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
