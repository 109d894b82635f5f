package dev.tidegate.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Decision;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sales;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardRecords;
import dev.tidegate.core.port.ExceptionFile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeciderTest {
    private static final Instant NOW = Sales.NOON;
    private static final Standing ONLINE = new Standing.Online();
    private static final Standing OFFLINE = new Standing.Offline(Reason.NO_NETWORK);
    private static final Amount TEN = Amount.of(10_00, "EUR");

    private final Decider decider = decider(Shop.LIMITS);

    private static Decider decider(Limits limits) {
        return new Decider(limits, ExceptionFile.none(), CardRecords.none(), ZoneOffset.UTC);
    }

    @Test
    void decide_arqcOnline_asks() {
        assertThat(decider.decide(Shop.read(Type.ARQC), TEN, ONLINE, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.AskOnline());
    }

    @Test
    void decide_arqcOffline_goesOffline() {
        assertThat(decider.decide(Shop.read(Type.ARQC), TEN, OFFLINE, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.GoOffline());
    }

    @Test
    void decide_tcOnline_storesItAsApprovedByTheCard() {
        assertThat(decider.decide(Shop.read(Type.TC), TEN, ONLINE, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.Store(StoredKind.OFFLINE_APPROVED));
    }

    @Test
    void decide_aac_refuses() {
        assertThat(decider.decide(Shop.read(Type.AAC), TEN, ONLINE, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.Refuse(Reason.CARD_DECLINED));
    }

    @ParameterizedTest
    @CsvSource({"6, PIN_TRIES_EXCEEDED", "5, PIN_PAD_NEEDED", "4, PIN_BYPASSED", "7, CARD_DECLINED"})
    void decide_aacWithoutItsPin_saysWhatWasMissing(int bit, Reason reason) {
        CardRead.Answered read = Shop.unverified(Type.AAC, bit);

        assertThat(decider.decide(read, TEN, OFFLINE, LimitsInUse.none(), NOW)).isEqualTo(new Decision.Refuse(reason));
    }

    @ParameterizedTest
    @CsvSource({"6, PIN_TRIES_EXCEEDED", "5, PIN_PAD_NEEDED", "4, PIN_BYPASSED"})
    void decide_arqcOfflineWithoutItsPin_isNotKept(int bit, Reason reason) {
        CardRead.Answered read = Shop.unverified(Type.ARQC, bit);

        assertThat(decider.decide(read, TEN, OFFLINE, LimitsInUse.none(), NOW)).isEqualTo(new Decision.Refuse(reason));
        assertThat(decider.keep(read, Shop.deferrable(), TEN, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.Refuse(reason));
    }

    @Test
    void decide_arqcOnlineWithoutItsPin_asksTheIssuer() {
        assertThat(decider.decide(Shop.unverified(Type.ARQC, 6), TEN, ONLINE, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.AskOnline());
    }

    @Test
    void decide_pinBypassedAndTheHolderVerifiedOtherwise_isKept() {
        CardRead.Answered read =
                Shop.read(Type.ARQC, TerminalVerificationResults.none().with(3, 4));

        assertThat(decider.decide(read, TEN, OFFLINE, LimitsInUse.none(), NOW)).isEqualTo(new Decision.GoOffline());
    }

    @Test
    void decide_failedOdaOffline_refuses() {
        assertThat(decider.decide(Shop.read(Type.ARQC, CvmResult.NONE, false), TEN, OFFLINE, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.Refuse(Reason.ODA_FAILED));
    }

    @Test
    void decide_failedOdaOnline_asksAllTheSame() {
        assertThat(decider.decide(Shop.read(Type.ARQC, CvmResult.NONE, false), TEN, ONLINE, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.AskOnline());
    }

    @Test
    void decide_onlinePinOffline_refuses() {
        assertThat(decider.decide(
                        Shop.read(Type.ARQC, CvmResult.ONLINE_PIN, true), TEN, OFFLINE, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.Refuse(Reason.ONLINE_PIN_NEEDED));
    }

    @Test
    void keep_deferrable_storesItAtTheMerchantsRisk() {
        assertThat(decider.keep(Shop.read(Type.ARQC), Shop.deferrable(), TEN, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.Store(StoredKind.DEFERRED_AUTHORISATION));
    }

    @Test
    void keep_deferrableWithoutDeferral_refuses() {
        Decider strict = decider(Shop.limits(false, true));

        assertThat(strict.keep(Shop.read(Type.ARQC), Shop.deferrable(), TEN, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.Refuse(Reason.DEFERRAL_NOT_ALLOWED));
    }

    @Test
    void decide_tcThatTheAcquirerDoesNotTake_refuses() {
        Decider strict = decider(Shop.without(false, Reason.NONE));

        assertThat(strict.decide(Shop.read(Type.TC), TEN, OFFLINE, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.Refuse(Reason.ADVICE_NOT_TAKEN));
        assertThat(strict.decide(Shop.read(Type.ARQC), TEN, OFFLINE, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.GoOffline());
    }

    @Test
    void beforeTheCard_whileShut_isRefusedForThatReasonOfflineAlone() {
        Decider shut = decider(Shop.without(true, Reason.NO_PARAMETERS));

        assertThat(shut.beforeTheCard(TEN, OFFLINE, LimitsInUse.none(), NOW)).isEqualTo(Reason.NO_PARAMETERS);
        assertThat(shut.beforeTheCard(TEN, ONLINE, LimitsInUse.none(), NOW)).isEqualTo(Reason.NONE);
    }

    @Test
    void decide_limitsThatChange_goByTheNewOnes() {
        AtomicReference<Limits> now = new AtomicReference<>(Shop.limits(true, true));
        Decider changing = new Decider(now::get, ExceptionFile.none(), CardRecords.none(), ZoneOffset.UTC);
        now.set(Shop.limits(false, true));

        assertThat(changing.keep(Shop.read(Type.ARQC), Shop.deferrable(), TEN, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.Refuse(Reason.DEFERRAL_NOT_ALLOWED));
    }

    @Test
    void keep_declinedByTheCard_refuses() {
        assertThat(decider.keep(Shop.read(Type.ARQC), new FinalOutcome.Declined(), TEN, LimitsInUse.none(), NOW))
                .isEqualTo(new Decision.Refuse(Reason.CARD_DECLINED));
    }

    @Test
    void beforeTheCard_exactlyTheLimit_isAllowed() {
        assertThat(decider.beforeTheCard(Amount.of(100_00, "EUR"), OFFLINE, LimitsInUse.none(), NOW))
                .isEqualTo(Reason.NONE);
    }

    @Test
    void beforeTheCard_oneCentAbove_isRefused() {
        assertThat(decider.beforeTheCard(Amount.of(100_01, "EUR"), OFFLINE, LimitsInUse.none(), NOW))
                .isEqualTo(Reason.SALE_ABOVE_LIMIT);
    }

    @Test
    void beforeTheCard_anyAmountOnline_isAllowed() {
        assertThat(decider.beforeTheCard(Amount.of(9_999_00, "EUR"), ONLINE, LimitsInUse.none(), NOW))
                .isEqualTo(Reason.NONE);
    }

    @Test
    void beforeTheCard_aCurrencyWithoutARow_isRefused() {
        assertThat(decider.beforeTheCard(Amount.of(1, "VND"), OFFLINE, LimitsInUse.none(), NOW))
                .isEqualTo(Reason.NO_LIMIT_FOR_CURRENCY);
    }

    @Test
    void beforeTheCard_theSumReached_isRefused() {
        assertThat(decider.beforeTheCard(TEN, OFFLINE, Shop.inUse(2, 100_00), NOW))
                .isEqualTo(Reason.TILL_SUM_REACHED);
    }

    @Test
    void beforeTheCard_theCountReached_isRefused() {
        assertThat(decider.beforeTheCard(TEN, OFFLINE, Shop.inUse(3, 1), NOW)).isEqualTo(Reason.TILL_COUNT_REACHED);
    }

    @Test
    void beforeTheCard_theWindowOver_isRefused() {
        Instant later = NOW.plus(Duration.ofHours(24)).plusMillis(1);

        assertThat(decider.beforeTheCard(TEN, OFFLINE, Shop.inUse(1, 1), later)).isEqualTo(Reason.ACCEPT_WINDOW_OVER);
    }
}
