package dev.tidegate.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.CardInUse;
import dev.tidegate.core.payment.Decision;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sales;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardRecords;
import dev.tidegate.core.port.ExceptionFile;
import dev.tidegate.core.port.LedgerBrokenException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which card is taken without the issuer's word, by the way it was read. */
final class OfflinePolicyTest {
    private static final Standing OFFLINE = new Standing.Offline(Reason.NO_NETWORK);
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Amount TEN = Amount.of(10_00, "EUR");
    private static final TerminalVerificationResults CLEAN = TerminalVerificationResults.none();
    private static final Decision DEFERRED = new Decision.Store(StoredKind.DEFERRED_AUTHORISATION);

    @Test
    void swipe_offline_isDeferred() {
        assertThat(swiped(Shop.LIMITS, Shop.swipe(EntryMode.SWIPE, Reason.NONE)))
                .isEqualTo(DEFERRED);
    }

    @Test
    void swipe_online_isAsked() {
        CardRead.Swiped read = Shop.swipe(EntryMode.FALLBACK, Reason.FALLBACK_ONLINE_ONLY);

        assertThat(decider(Shop.LIMITS).decide(read, TEN, new Standing.Online(), LimitsInUse.none(), Sales.NOON))
                .isEqualTo(new Decision.AskOnline());
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"ISSUER_ONLY", "SERVICE_CODE_UNREADABLE", "ONLINE_PIN_NEEDED", "FALLBACK_ONLINE_ONLY"})
    void swipe_thatIsForTheIssuerAlone_isRefusedForItsOwnReason(Reason onlineOnly) {
        assertThat(swiped(Shop.LIMITS, Shop.swipe(EntryMode.SWIPE, onlineOnly)))
                .isEqualTo(new Decision.Refuse(onlineOnly));
    }

    @Test
    void swipe_withoutTheAcquirersPermission_isRefused() {
        assertThat(swiped(Shop.limits(true, false), Shop.swipe(EntryMode.SWIPE, Reason.NONE)))
                .isEqualTo(new Decision.Refuse(Reason.STRIPE_NOT_KEPT));
    }

    @Test
    void swipe_withoutDeferral_isRefused() {
        assertThat(swiped(Shop.limits(false, true), Shop.swipe(EntryMode.SWIPE, Reason.NONE)))
                .isEqualTo(new Decision.Refuse(Reason.DEFERRAL_NOT_ALLOWED));
    }

    @Test
    void swipe_aboveTheLimit_isRefused() {
        CardRead.Swiped read = Shop.swipe(EntryMode.SWIPE, Reason.NONE);

        assertThat(decider(Shop.LIMITS).keep(read, Amount.of(100_01, "EUR"), LimitsInUse.none(), Sales.NOON))
                .isEqualTo(new Decision.Refuse(Reason.SALE_ABOVE_LIMIT));
    }

    @Test
    void swipe_expiredCard_isRefused() {
        assertThat(swiped(Shop.LIMITS, Shop.swipe(new ExpiryDate(2026, 10))))
                .isEqualTo(new Decision.Refuse(Reason.CARD_EXPIRED));
    }

    @Test
    void swipe_cardThatEndsThisMonth_isTaken() {
        assertThat(swiped(Shop.LIMITS, Shop.swipe(new ExpiryDate(2026, 11)))).isEqualTo(DEFERRED);
    }

    @Test
    void swipe_cardThatEndedAtTheShopsMidnight_isRefused() {
        Decider tokyo = new Decider(Shop.LIMITS, ExceptionFile.none(), CardRecords.none(), ZoneId.of("Asia/Tokyo"));
        Instant lastHours = Instant.parse("2026-11-30T20:00:00Z");

        assertThat(tokyo.keep(Shop.swipe(new ExpiryDate(2026, 11)), TEN, LimitsInUse.none(), lastHours))
                .isEqualTo(new Decision.Refuse(Reason.CARD_EXPIRED));
    }

    @Test
    void anyCard_onTheExceptionFile_isRefusedOffline() {
        Decider listing =
                new Decider(Shop.LIMITS, (pan, sequence) -> sequence == 1, CardRecords.none(), ZoneOffset.UTC);

        assertThat(listing.decide(Shop.read(Type.ARQC), TEN, OFFLINE, LimitsInUse.none(), Sales.NOON))
                .isEqualTo(new Decision.Refuse(Reason.CARD_LISTED));
    }

    @Test
    void anyCard_withAsManyStoredSalesAsOneMayHave_isRefusedOffline() {
        assertThat(ofCard(new CardInUse(1, Map.of(EUR, 100L), null))).isEqualTo(DEFERRED);
        assertThat(ofCard(new CardInUse(2, Map.of(EUR, 200L), null)))
                .isEqualTo(new Decision.Refuse(Reason.CARD_COUNT_REACHED));
    }

    @Test
    void anyCard_aCentAboveItsSum_isRefusedOffline() {
        assertThat(ofCard(new CardInUse(1, Map.of(EUR, 140_00L), null))).isEqualTo(DEFERRED);
        assertThat(ofCard(new CardInUse(1, Map.of(EUR, 140_01L), null)))
                .isEqualTo(new Decision.Refuse(Reason.CARD_SUM_REACHED));
    }

    @ParameterizedTest(name = "declined {0} hours ago")
    @CsvSource({"0, CARD_DECLINED_LATELY", "24, CARD_DECLINED_LATELY", "-72, CARD_DECLINED_LATELY", "25, NONE"})
    void anyCard_declinedByItsIssuerLately_isRefusedOffline(long hoursAgo, Reason reason) {
        Instant declinedAt = Sales.NOON.minus(Duration.ofHours(hoursAgo));

        assertThat(ofCard(new CardInUse(0, Map.of(), declinedAt)))
                .isEqualTo(reason == Reason.NONE ? DEFERRED : new Decision.Refuse(reason));
    }

    @Test
    void anyCard_whoseRecordsCannotBeRead_isRefusedOffline() {
        CardRecords broken = new CardRecords() {
            @Override
            public void remember(PaymentId payment, Pan pan) {
                throw new IllegalStateException("a decision remembers nothing");
            }

            @Override
            public CardInUse of(Pan pan) {
                throw new LedgerBrokenException("the disk refuses", new IllegalStateException());
            }
        };
        Decider decider = new Decider(Shop.LIMITS, ExceptionFile.none(), broken, ZoneOffset.UTC);

        assertThat(decider.keep(Shop.read(Type.ARQC), Shop.deferrable(), TEN, LimitsInUse.none(), Sales.NOON))
                .isEqualTo(new Decision.Refuse(Reason.JOURNAL_BROKEN));
    }

    @Test
    void anyCard_atItsLimit_isAskedAboutOnline() {
        CardInUse full = new CardInUse(2, Map.of(EUR, 200L), Sales.NOON);

        assertThat(decider(full)
                        .decide(Shop.read(Type.ARQC), TEN, new Standing.Online(), LimitsInUse.none(), Sales.NOON))
                .isEqualTo(new Decision.AskOnline());
    }

    private static Decision ofCard(CardInUse card) {
        return decider(card).keep(Shop.read(Type.ARQC), Shop.deferrable(), TEN, LimitsInUse.none(), Sales.NOON);
    }

    private static Decider decider(CardInUse card) {
        CardRecords cards = new CardRecords() {
            @Override
            public void remember(PaymentId payment, Pan pan) {
                throw new IllegalStateException("a decision remembers nothing");
            }

            @Override
            public CardInUse of(Pan pan) {
                return card;
            }
        };
        return new Decider(Shop.LIMITS, ExceptionFile.none(), cards, ZoneOffset.UTC);
    }

    @Test
    void tap_requestWithNothingToAuthenticate_isDeferred() {
        CardRead.Answered read = Shop.tap(Type.ARQC, CLEAN);

        assertThat(decider(Shop.LIMITS).keep(read, Shop.deferrable(), TEN, LimitsInUse.none(), Sales.NOON))
                .isEqualTo(DEFERRED);
    }

    @Test
    void tap_approvalThatIsNotAuthenticated_isRefused() {
        assertThat(decider(Shop.LIMITS).decide(Shop.tap(Type.TC, CLEAN), TEN, OFFLINE, LimitsInUse.none(), Sales.NOON))
                .isEqualTo(new Decision.Refuse(Reason.ODA_FAILED));
    }

    @ParameterizedTest(name = "byte 1 bit {0}")
    @CsvSource({"7", "6", "4", "3"})
    void tap_requestWhoseAuthenticationFailed_isRefused(int bit) {
        CardRead.Answered read = Shop.tap(Type.ARQC, CLEAN.with(1, bit));

        assertThat(decider(Shop.LIMITS).decide(read, TEN, OFFLINE, LimitsInUse.none(), Sales.NOON))
                .isEqualTo(new Decision.Refuse(Reason.ODA_FAILED));
    }

    private static Decision swiped(Limits limits, CardRead.Swiped read) {
        return decider(limits).decide(read, TEN, OFFLINE, LimitsInUse.none(), Sales.NOON);
    }

    private static Decider decider(Limits limits) {
        return new Decider(limits, ExceptionFile.none(), CardRecords.none(), ZoneOffset.UTC);
    }
}
