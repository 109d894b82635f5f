package dev.tidegate.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Pan;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Approval;
import dev.tidegate.core.payment.CardInUse;
import dev.tidegate.core.payment.Decision;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sales;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.CardRecords;
import dev.tidegate.core.port.ExceptionFile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manager's word lets pass, and what it does not. */
final class ApprovalTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Standing OFFLINE = new Standing.Offline(Reason.NO_NETWORK);
    private static final Amount ABOVE = Amount.of(120_00, "EUR");
    private static final Amount TEN = Amount.of(10_00, "EUR");
    private static final Approval AMOUNT = new Approval(Set.of(Reason.SALE_ABOVE_LIMIT));
    private static final Approval CARD = new Approval(Set.of(Reason.CARD_MAYBE_REACHED));
    private static final Decision STORED = new Decision.Store(StoredKind.DEFERRED_AUTHORISATION);

    @Test
    void amount_aboveTheLimit_passesWithAWordAlone() {
        assertThat(decide(ABOVE, CardInUse.none(), Approval.none(), ExceptionFile.none()))
                .isEqualTo(new Decision.Refuse(Reason.SALE_ABOVE_LIMIT));
        assertThat(decide(ABOVE, CardInUse.none(), AMOUNT, ExceptionFile.none()))
                .isEqualTo(STORED);
    }

    @Test
    void amount_withAWordForTheCard_doesNotPass() {
        assertThat(decide(ABOVE, CardInUse.none(), CARD, ExceptionFile.none()))
                .isEqualTo(new Decision.Refuse(Reason.SALE_ABOVE_LIMIT));
    }

    @Test
    void beforeTheCard_withAWord_mayBegin() {
        Decider decider = decider(CardInUse.none(), ExceptionFile.none());

        assertThat(decider.beforeTheCard(ABOVE, OFFLINE, LimitsInUse.none(), Sales.NOON))
                .isEqualTo(Reason.SALE_ABOVE_LIMIT);
        assertThat(decider.with(AMOUNT).beforeTheCard(ABOVE, OFFLINE, LimitsInUse.none(), Sales.NOON))
                .isEqualTo(Reason.NONE);
    }

    @Test
    void cardThatMayBeAnother_passesWithAWordAlone() {
        CardInUse maybe = new CardInUse(2, Map.of(EUR, 200L), 1, Map.of(EUR, 100L), null);

        assertThat(decide(TEN, maybe, Approval.none(), ExceptionFile.none()))
                .isEqualTo(new Decision.Refuse(Reason.CARD_MAYBE_REACHED));
        assertThat(decide(TEN, maybe, CARD, ExceptionFile.none())).isEqualTo(STORED);
    }

    @Test
    void sumOfACardThatMayBeAnother_passesWithAWordAlone() {
        CardInUse maybe = new CardInUse(1, Map.of(EUR, 145_00L), 0, Map.of(), null);

        assertThat(decide(TEN, maybe, Approval.none(), ExceptionFile.none()))
                .isEqualTo(new Decision.Refuse(Reason.CARD_MAYBE_REACHED));
        assertThat(decide(TEN, maybe, CARD, ExceptionFile.none())).isEqualTo(STORED);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 3})
    void acceptWindow_theClockMovedByDays_isOverAndNoWordLiftsIt(int days) {
        Instant moved = Sales.NOON.plus(Duration.ofDays(days));
        Decider decider = decider(CardInUse.none(), ExceptionFile.none());

        assertThat(decider.with(AMOUNT).beforeTheCard(TEN, OFFLINE, Shop.inUse(1, 100), moved))
                .isEqualTo(Reason.ACCEPT_WINDOW_OVER);
        assertThat(decider.with(AMOUNT).beforeTheCard(TEN, OFFLINE, Shop.inUse(1, 100), Sales.NOON.minusSeconds(60)))
                .isEqualTo(Reason.NONE);
    }

    @Test
    void cardThatIsKnownForSure_doesNotPass() {
        CardInUse sure = new CardInUse(2, Map.of(EUR, 200L), null);

        assertThat(decide(TEN, sure, CARD, ExceptionFile.none()))
                .isEqualTo(new Decision.Refuse(Reason.CARD_COUNT_REACHED));
    }

    @Test
    void cardThatItsIssuerDeclinedLately_doesNotPass() {
        CardInUse declined = new CardInUse(0, Map.of(), Sales.NOON);
        Approval both = new Approval(Set.of(Reason.SALE_ABOVE_LIMIT, Reason.CARD_MAYBE_REACHED));

        assertThat(decide(TEN, declined, both, ExceptionFile.none()))
                .isEqualTo(new Decision.Refuse(Reason.CARD_DECLINED_LATELY));
    }

    @Test
    void cardOnTheHotList_doesNotPass() {
        Approval both = new Approval(Set.of(Reason.SALE_ABOVE_LIMIT, Reason.CARD_MAYBE_REACHED));

        assertThat(decide(TEN, CardInUse.none(), both, (pan, sequence) -> true))
                .isEqualTo(new Decision.Refuse(Reason.CARD_LISTED));
    }

    private static Decision decide(Amount amount, CardInUse card, Approval word, ExceptionFile exceptions) {
        return decider(card, exceptions)
                .with(word)
                .decide(Shop.swipe(EntryMode.SWIPE, Reason.NONE), amount, OFFLINE, LimitsInUse.none(), Sales.NOON);
    }

    private static Decider decider(CardInUse card, ExceptionFile exceptions) {
        return new Decider(Shop.LIMITS, exceptions, new OneCard(card), ZoneOffset.UTC);
    }

    private record OneCard(CardInUse card) implements CardRecords {
        @Override
        public void remember(PaymentId payment, Pan pan) {}

        @Override
        public CardInUse of(Pan pan) {
            return card;
        }
    }
}
