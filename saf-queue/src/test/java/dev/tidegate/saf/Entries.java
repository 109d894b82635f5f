package dev.tidegate.saf;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.TerminalVerificationResults;
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
import java.time.Instant;
import java.util.UUID;

/** Made-up entries whose amount or payment tells them apart. */
final class Entries {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Entries() {}

    static PaymentId id(long number) {
        return new PaymentId(new UUID(0x7000L, 0x8000_0000_0000_0000L | number));
    }

    static long number(PaymentId id) {
        return id.value().getLeastSignificantBits() & Long.MAX_VALUE;
    }

    /** A sale over as many cents as its payment's number. */
    static JournalEntry.Stored stored(long number) {
        return new JournalEntry.Stored(id(number), sale(number), StoredKind.DEFERRED_AUTHORISATION, body());
    }

    static JournalEntry.Asked asked(long number) {
        return new JournalEntry.Asked(id(number), sale(number), body());
    }

    static JournalEntry.Answered answered(long number) {
        return answered(number, JournalEntry.Answered.Answer.UNKNOWN);
    }

    static JournalEntry.Answered answered(long number, JournalEntry.Answered.Answer answer) {
        return new JournalEntry.Answered(id(number), answer, Reason.NO_ANSWER, HostReply.none());
    }

    static JournalEntry.Shown shown(long number) {
        return new JournalEntry.Shown(id(number));
    }

    static JournalEntry.Voided voided(long number) {
        return new JournalEntry.Voided(id(number));
    }

    static JournalEntry.Offered offered(long upTo) {
        return new JournalEntry.Offered(upTo);
    }

    /** Its sale was captured. */
    static JournalEntry.Result captured(long number) {
        return result(number, PaymentState.CAPTURED);
    }

    static JournalEntry.Result result(long number, PaymentState state) {
        return result(number, state, 1);
    }

    static JournalEntry.Result result(long number, PaymentState state, long version) {
        boolean booked = state == PaymentState.CAPTURED;
        return new JournalEntry.Result(new PaymentResult(
                id(number),
                version,
                "",
                state,
                Reason.NONE,
                HostReply.none(),
                booked ? amount(number) : null,
                booked ? NOON : null,
                1,
                null,
                null));
    }

    static Amount amount(long number) {
        return Amount.of(number, "EUR");
    }

    private static Sale sale(long number) {
        return new Sale(
                amount(number),
                NOON,
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

    private static SealedBody body() {
        return new SealedBody(1, Octets.of(new byte[8]), Octets.of(new byte[65]), Octets.of(new byte[272]));
    }
}
