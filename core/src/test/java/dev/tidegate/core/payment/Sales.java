package dev.tidegate.core.payment;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.TerminalVerificationResults;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/** Made-up sales and records for tests of the core. */
public final class Sales {
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Random CHANCE = new Random(1);

    private Sales() {}

    public static PaymentId id() {
        return PaymentId.next(InstantSource.fixed(NOON), CHANCE);
    }

    public static Sale sale(Amount amount) {
        return sale(amount, NOON);
    }

    public static Sale sale(Amount amount, Instant soldAt) {
        return new Sale(
                amount,
                soldAt,
                EntryMode.CHIP,
                new MaskedPan(Brand.VISA, "0119"),
                new Aid(Octets.ofHex("A0000000031010")),
                "VISA",
                CvmResult.NONE,
                new ApplicationCryptogram(ApplicationCryptogram.Type.ARQC, Octets.ofHex("0102030405060708"), 1),
                TerminalVerificationResults.none(),
                Octets.ofHex("E800"),
                "R-1",
                new RequestKey(Octets.of(new byte[16]), Octets.of(new byte[16])));
    }

    public static SealedBody body() {
        return new SealedBody(1, Octets.of(new byte[8]), Octets.of(new byte[65]), Octets.of(new byte[272]));
    }

    public static JournalRecord record(long seq, JournalEntry entry) {
        return new JournalRecord(seq, NOON, entry, Octets.of(new byte[160]), Octets.of(new byte[32]));
    }

    public static JournalEntry.Stored stored(PaymentId id, long minor) {
        return new JournalEntry.Stored(id, sale(Amount.of(minor, "EUR")), StoredKind.DEFERRED_AUTHORISATION, body());
    }

    public static PaymentResult result(PaymentId id, long version, String cursor, PaymentState state, long captured) {
        boolean booked = state == PaymentState.CAPTURED;
        return new PaymentResult(
                id,
                version,
                cursor,
                state,
                Reason.NONE,
                new HostReply("00", "123456", "000001", "632600000001"),
                booked ? Amount.of(captured, "EUR") : null,
                booked ? NOON : null,
                1,
                null,
                null);
    }
}
