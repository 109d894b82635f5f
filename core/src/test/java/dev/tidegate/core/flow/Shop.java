package dev.tidegate.core.flow;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
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
import dev.tidegate.core.payment.Sales;
import dev.tidegate.core.port.CardRead;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;

/** Cards, limits and answers for tests of the corridor. */
final class Shop {
    static final Limits LIMITS = limits(true);

    private Shop() {}

    static Limits limits(boolean deferral) {
        Currency eur = Currency.getInstance("EUR");
        return new Limits(
                Map.of(eur, new Limits.Row(Amount.of(100_00, "EUR"), Amount.of(200_00, "EUR"))),
                3,
                Duration.ofHours(24),
                deferral);
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
        return new CardRead.Answered(
                outcome(type),
                EntryMode.CHIP,
                new ClearCard(
                        Pan.of("4761739001010119".getBytes(StandardCharsets.US_ASCII)),
                        new ExpiryDate(2030, 12),
                        1,
                        null),
                new Aid(Octets.ofHex("A0000000031010")),
                "VISA",
                cvm,
                TerminalVerificationResults.none(),
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
