package dev.tidegate.storm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.storm.gateway.Books.Break;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A comparison that finds nothing proves nothing until it is seen to find each kind of break. */
class BooksTest {
    private static final PaymentId ID = PaymentId.of("01a2064a-5526-7152-834c-bc770fcc5a9a");
    private static final long AMOUNT = 1_234;

    @ParameterizedTest(name = "{0} of a {1}, gateway {2}, booked {3} times: {4}")
    @CsvSource({
        "KEPT,LIVE_KEPT,CAPTURED,1,",
        "KEPT,LIVE_KEPT,CAPTURED,0,LOST",
        "KEPT,LIVE_KEPT,CAPTURED,2,DOUBLED",
        "KEPT,LIVE_KEPT,AUTHORISED,1,STUCK",
        "KEPT,LIVE_KEPT,,0,LOST",
        "NOTHING_TAKEN,LIVE_KEPT,,0,",
        "NOTHING_TAKEN,LIVE_KEPT,REVERSED,0,",
        "NOTHING_TAKEN,LIVE_KEPT,REVERSED,1,INVENTED",
        "NOTHING_TAKEN,LIVE_KEPT,OUTCOME_UNKNOWN,0,STUCK",
        "STORED,ADVICE,CAPTURED,1,",
        "STORED,ADVICE,CAPTURED,0,LOST",
        "STORED,ADVICE,CAPTURED,2,DOUBLED",
        "STORED,ADVICE,DECLINED_AFTER_STORE,0,LOST",
        "STORED,DEFERRED,DECLINED_AFTER_STORE,1,INVENTED",
        "STORED,DEFERRED,VOIDED,0,LOST",
        "STORED,DEFERRED,FORWARDING,0,STUCK",
        "STORED,DEFERRED,HELD,0,STUCK",
        "STORED,DEFERRED,,0,STUCK",
        "VOID_ASKED,VOIDED,VOIDED,0,",
        "VOID_ASKED,VOIDED,CAPTURED,1,",
        "VOID_ASKED,VOIDED,VOIDED,1,INVENTED",
        "VOID_ASKED,VOIDED,VOID_ASKED,0,STUCK"
    })
    void compare_ofOneSale_findsItsBreak(
            Told.Word word, PlannedSale.Way way, @Nullable PaymentState state, int booked, Break.@Nullable Kind found) {
        Told told = new Told(new PlannedSale(way, AMOUNT, false), ID, word);

        List<Break> breaks = Books.compare(
                List.of(told),
                ignored -> state == null ? Optional.empty() : Optional.of(result(state)),
                Collections.nCopies(booked, new Acquirer.Entry(AMOUNT, "sale", "live")));

        assertThat(breaks).extracting(Break::kind).isEqualTo(found == null ? List.of() : List.of(found));
    }

    @Test
    void compare_ofASaleThatItsIssuerDeclines_allowsTheDecline() {
        Told told = new Told(new PlannedSale(PlannedSale.Way.DEFERRED, AMOUNT, true), ID, Told.Word.STORED);

        List<Break> breaks = Books.compare(
                List.of(told), ignored -> Optional.of(result(PaymentState.DECLINED_AFTER_STORE)), List.of());

        assertThat(breaks).isEmpty();
    }

    @Test
    void compare_ofADuplicateThatIsForAPerson_findsNothingUnlessItIsBookedTwice() {
        Told told = new Told(new PlannedSale(PlannedSale.Way.DEFERRED, AMOUNT, false), ID, Told.Word.STORED);
        Acquirer.Entry booked = new Acquirer.Entry(AMOUNT, "sale", "live");

        assertThat(Books.compare(List.of(told), ignored -> Optional.of(duplicate()), List.of(booked)))
                .isEmpty();
        assertThat(Books.compare(List.of(told), ignored -> Optional.of(duplicate()), List.of(booked, booked)))
                .extracting(Break::kind)
                .containsExactly(Break.Kind.DOUBLED);
    }

    @Test
    void compare_ofABookingThatNobodySold_findsItInvented() {
        List<Break> breaks = Books.compare(
                List.of(), ignored -> Optional.empty(), List.of(new Acquirer.Entry(AMOUNT, "sale", "live")));

        assertThat(breaks).extracting(Break::kind).containsExactly(Break.Kind.INVENTED);
    }

    @Test
    void compare_ofABookingThatWasReversed_findsNothing() {
        List<Break> breaks = Books.compare(
                List.of(), ignored -> Optional.empty(), List.of(new Acquirer.Entry(AMOUNT, "sale", "reversed")));

        assertThat(breaks).isEmpty();
    }

    private static PaymentResult duplicate() {
        return result(PaymentState.HELD, new HostReply("94", "", "000001", ""));
    }

    private static PaymentResult result(PaymentState state) {
        return result(state, HostReply.none());
    }

    private static PaymentResult result(PaymentState state, HostReply reply) {
        boolean captured = state == PaymentState.CAPTURED;
        return new PaymentResult(
                ID,
                1,
                "",
                state,
                Reason.NONE,
                reply,
                captured ? Amount.of(AMOUNT, "EUR") : null,
                captured ? Instant.EPOCH : null,
                1,
                null,
                null);
    }
}
