package dev.tidegate.core.flow;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EmvFixtures;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.LimitsCount;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sales;
import dev.tidegate.core.port.CardRead;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;

/** Cards, limits and answers for tests of the corridor. */
final class Shop {
    static final Limits LIMITS = limits(true, true);

    private Shop() {}

    static Limits limits(boolean deferral, boolean stripe) {
        Currency eur = Currency.getInstance("EUR");
        return new Limits(
                Map.of(
                        eur,
                        new Limits.Row(Amount.of(100_00, "EUR"), Amount.of(200_00, "EUR"), Amount.of(150_00, "EUR"))),
                3,
                Duration.ofHours(24),
                2,
                Duration.ofHours(24),
                true,
                deferral,
                stripe,
                Reason.NONE);
    }

    /** What the till may take, all but one thing. */
    static Limits without(boolean cardApproved, Reason shut) {
        Limits all = LIMITS;
        return new Limits(
                all.rows(),
                all.countMax(),
                all.acceptWindow(),
                all.cardCountMax(),
                all.declinedFor(),
                cardApproved,
                all.deferral(),
                all.stripe(),
                shut);
    }

    static LimitsInUse inUse(int count, long each) {
        LimitsCount inUse = new LimitsCount();
        for (int i = 1; i <= count; i++) {
            inUse.count(Sales.record(i, Sales.stored(Sales.id(), each)));
        }
        return inUse.inUse();
    }

    static CardRead.Answered read(Type type) {
        return read(type, CvmResult.NONE, true);
    }

    static CardRead.Answered read(Type type, CvmResult cvm, boolean odaPassed) {
        return read(type, EntryMode.CHIP, cvm, odaPassed, TerminalVerificationResults.none());
    }

    static CardRead.Answered read(Type type, TerminalVerificationResults found) {
        return read(type, EntryMode.CHIP, CvmResult.NONE, true, found);
    }

    /** A chip whose holder was not verified: a bit of byte 3 says what was missing. */
    static CardRead.Answered unverified(Type type, int bit) {
        TerminalVerificationResults found = TerminalVerificationResults.none().with(3, 8);
        return read(type, EntryMode.CHIP, CvmResult.FAILED, true, found.with(3, bit));
    }

    /** A chip whose PIN was entered for its issuer. */
    static CardRead.Answered onlinePin(Type type) {
        return read(
                type,
                EntryMode.CHIP,
                CvmResult.ONLINE_PIN,
                true,
                TerminalVerificationResults.none().with(3, 3));
    }

    /** A Visa card's tap that asks for its issuer: there was nothing to authenticate. */
    static CardRead.Answered tap(Type type, TerminalVerificationResults found) {
        return read(type, EntryMode.TAP, CvmResult.NONE, false, found);
    }

    static CardRead.Swiped swipe(EntryMode mode, Reason onlineOnly) {
        return new CardRead.Swiped(mode, card(new ExpiryDate(2030, 12)), CvmResult.SIGNATURE, onlineOnly);
    }

    static CardRead.Swiped swipe(ExpiryDate expiry) {
        return new CardRead.Swiped(EntryMode.SWIPE, card(expiry), CvmResult.SIGNATURE, Reason.NONE);
    }

    private static ClearCard card(ExpiryDate expiry) {
        return new ClearCard(
                Pan.of("4761739001010119".getBytes(StandardCharsets.US_ASCII)),
                expiry,
                1,
                Track2.of("4761739001010119D30121010000000".getBytes(StandardCharsets.US_ASCII)));
    }

    private static CardRead.Answered read(
            Type type, EntryMode mode, CvmResult cvm, boolean odaPassed, TerminalVerificationResults found) {
        return new CardRead.Answered(
                outcome(type),
                mode,
                card(new ExpiryDate(2030, 12)),
                new Aid(Octets.ofHex("A0000000031010")),
                "VISA",
                cvm,
                found,
                Octets.ofHex("E800"),
                odaPassed);
    }

    static ApplicationCryptogram cryptogram(Type type) {
        return new ApplicationCryptogram(type, Octets.ofHex("0102030405060708"), 1);
    }

    static FinalOutcome deferrable() {
        return new FinalOutcome.Deferrable(cryptogram(Type.ARQC), EmvFixtures.frozen());
    }

    static FinalOutcome approved() {
        return new FinalOutcome.Approved(cryptogram(Type.TC), EmvFixtures.frozen());
    }

    private static Outcome outcome(Type type) {
        return switch (type) {
            case TC -> new Outcome.Approved(cryptogram(type), EmvFixtures.frozen());
            case ARQC -> new Outcome.AskHost(cryptogram(type), EmvFixtures.frozen());
            case AAC -> new Outcome.Declined(cryptogram(type));
        };
    }
}
