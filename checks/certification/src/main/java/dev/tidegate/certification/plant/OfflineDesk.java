package dev.tidegate.certification.plant;

import dev.tidegate.certification.scenario.Scenario;
import dev.tidegate.certification.scenario.Scenario.By;
import dev.tidegate.certification.scenario.Scenario.Offline;
import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.flow.Decider;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Decision;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardRecords;
import dev.tidegate.core.port.ExceptionFile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;

/** The till's own rules for sales without the host, with limits that a scenario can reach. */
final class OfflineDesk {
    private static final String SALE_MAX = "50.00";
    private static final String SUM_MAX = "120.00";
    private static final int COUNT_MAX = 3;
    private static final Duration WINDOW = Duration.ofHours(24);

    private final Offline offline;
    private final Currency currency;
    private final Limits limits;

    OfflineDesk(Offline offline, String currency) {
        this.offline = offline;
        this.currency = Currency.getInstance(currency);
        Amount sumMax = money(SUM_MAX);
        this.limits = new Limits(
                Map.of(this.currency, new Limits.Row(money(SALE_MAX), sumMax, sumMax)),
                COUNT_MAX,
                WINDOW,
                COUNT_MAX,
                WINDOW,
                offline.allowed().contains("certificate"),
                offline.allowed().contains("request"),
                offline.allowed().contains("stripe"),
                offline.shut() == null ? Reason.NONE : Reason.valueOf(offline.shut()));
    }

    /** {@code stored}, or the reason of the refusal. */
    String decide(ClearCard card, TestCard.Signed signed, EntryMode mode, CvmResult cvm, Instant now) {
        Decider decider = new Decider(limits, ExceptionFile.none(), CardRecords.none(), ZoneId.of("Europe/Berlin"));
        Amount amount = new Amount(offline.sale().minor(), currency);
        Decision decision = mode.isStripe()
                ? decider.keep(new CardRead.Swiped(mode, card, cvm, Reason.NONE), amount, inUse(now), now)
                : decider.keep(read(card, signed, mode, cvm), last(signed), amount, inUse(now), now);
        return switch (decision) {
            case Decision.Store ignored -> "stored";
            case Decision.Refuse(var reason) -> reason.name();
            case Decision.AskOnline ignored -> "asks";
            case Decision.GoOffline ignored -> "goes on";
        };
    }

    private LimitsInUse inUse(Instant now) {
        String sum = offline.waitingSum() == null ? "0.00" : offline.waitingSum();
        return offline.waiting() == 0
                ? LimitsInUse.none()
                : new LimitsInUse(offline.waiting(), Map.of(currency, Scenario.minor(sum)), now.minusSeconds(60));
    }

    private static CardRead.Answered read(ClearCard card, TestCard.Signed signed, EntryMode mode, CvmResult cvm) {
        ApplicationCryptogram word = signed.cryptogram();
        FrozenTags tags = signed.tags();
        Outcome first = word.type() == ApplicationCryptogram.Type.TC
                ? new Outcome.Approved(word, tags)
                : new Outcome.AskHost(word, tags);
        return new CardRead.Answered(
                first,
                mode,
                card,
                new Aid(Octets.ofHex("A0000000031010")),
                "VISA",
                cvm,
                TerminalVerificationResults.none(),
                Octets.ofHex("E800"),
                true);
    }

    private FinalOutcome last(TestCard.Signed signed) {
        return offline.sale().way() == By.CERTIFICATE
                ? new FinalOutcome.Approved(signed.cryptogram(), signed.tags())
                : new FinalOutcome.Deferrable(signed.cryptogram(), signed.tags());
    }

    private Amount money(String units) {
        return new Amount(Scenario.minor(units), currency);
    }
}
