package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent for stored sales, and what becomes of them. */
class StoredSaleTest {
    @TempDir
    private Path folder;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void advice_answered_isCaptured() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        rig.link.answers("00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0220");
        assertThat(rig.link.last().text(39)).isEqualTo("00");
        assertThat(rig.link.last().text(38)).isEqualTo("000000");
        assertThat(rig.link.last().tags()).contains("8A");
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.payment(id).outcome().captured()).isEqualTo(Sales.AMOUNT);
    }

    @Test
    void advice_unanswered_isRepeatedUnderTheSameNumbers() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        rig.link.staysSilent().answers("00");

        int first = rig.drain();
        int tooEarly = rig.drain();
        rig.pass(Duration.ofSeconds(6));
        int second = rig.drain();

        assertThat(first).isEqualTo(1);
        assertThat(tooEarly).isZero();
        assertThat(second).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0220", "0221");
        WireMessage original = rig.link.sent().getFirst();
        for (int field : new int[] {4, 11, 12, 13, 37, 41, 55}) {
            assertThat(rig.link.last().text(field)).as("field " + field).isEqualTo(original.text(field));
        }
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.payment(id).outcome().attempts()).isEqualTo(1);
    }

    @Test
    void advice_neverAnswered_isHeldAfterTheLastRepeat() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        int max = 8;

        for (int i = 0; i < max + 3; i++) {
            rig.pass(Duration.ofMinutes(15));
            assertThat(rig.drain()).isLessThanOrEqualTo(1);
        }

        assertThat(rig.link.sent()).hasSize(max);
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.UNANSWERED);
    }

    @Test
    void advice_answeredLate_isCaptured() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        int begun = rig.drain();

        rig.late(rig.link.last().answer("00"));

        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        rig.pass(Duration.ofMinutes(1));
        assertThat(rig.drain()).isZero();
    }

    @Test
    void deferred_answered_isCapturedAndWasMarked() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.answers("00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200");
        assertThat(rig.link.last().text(60)).isEqualTo("SAMPLE-DEFERRED");
        assertThat(rig.link.last().text(12)).isEqualTo("140405");
        assertThat(rig.link.last().text(35)).isEmpty();
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void deferred_unanswered_isUnresolvedAndRepeatedAs0201() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.staysSilent().answers("00");
        int first = rig.drain();
        PaymentState between = rig.state(id);

        rig.pass(Duration.ofSeconds(6));
        int second = rig.drain();

        assertThat(first).isEqualTo(1);
        assertThat(between).isEqualTo(PaymentState.UNRESOLVED);
        assertThat(second).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0201");
        assertThat(rig.link.last().text(11))
                .isEqualTo(rig.link.sent().getFirst().text(11));
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void deferred_neverAnswered_isHeldAndItsLateAnswerCounts() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        for (int i = 0; i < 10; i++) {
            rig.pass(Duration.ofMinutes(15));
            assertThat(rig.drain()).isLessThanOrEqualTo(1);
        }
        Reason held = rig.reason(id);

        rig.late(rig.link.last().answer("51"));

        assertThat(held).isEqualTo(Reason.UNANSWERED);
        assertThat(rig.state(id)).isEqualTo(PaymentState.DECLINED_AFTER_STORE);
    }

    @ParameterizedTest
    @CsvSource({
        "51, DECLINED_AFTER_STORE, HOST_DECLINED",
        "43, DECLINED_AFTER_STORE, HOST_DECLINED",
        "82, DECLINED_AFTER_STORE, HOST_DECLINED",
        "01, HELD, EXCEPTION",
        "30, HELD, OUR_FAULT",
        "58, HELD, OUR_FAULT",
        "94, HELD, FALSE_DUPLICATE",
        "ZZ, HELD, OUR_FAULT",
        "91, RETRY_WAIT, NONE",
        "08, CAPTURED, NONE"
    })
    void deferred_everyWordOfTheTable_leadsToItsState(String code, PaymentState state, Reason reason) {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.answers(code);

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(state);
        assertThat(rig.reason(id)).isEqualTo(reason);
        assertThat(rig.payment(id).outcome().reply().responseCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "51, HELD, EXCEPTION",
        "30, HELD, OUR_FAULT",
        "10, HELD, EXCEPTION",
        "96, RETRY_WAIT, NONE",
        "ZZ, HELD, OUR_FAULT",
        "11, CAPTURED, NONE"
    })
    void advice_everyWordOfTheTable_leadsToItsState(String code, PaymentState state, Reason reason) {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        rig.link.answers(code);

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(state);
        assertThat(rig.reason(id)).isEqualTo(reason);
    }

    @Test
    void deferred_approvedInPart_isCapturedForThatPart() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.answersWith(message -> message.answer("10").with(4, "000000001000"));

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.payment(id).outcome().captured()).isEqualTo(Amount.of(1000, "EUR"));
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void deferred_afterATechnicalAnswer_goesAgainUnderANewStan() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.answers("91").answers("00");
        int first = rig.drain();

        rig.pass(Duration.ofSeconds(31));
        int second = rig.drain();

        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0200");
        assertThat(rig.link.last().text(11))
                .isNotEqualTo(rig.link.sent().getFirst().text(11));
        assertThat(rig.link.last().text(37))
                .isNotEqualTo(rig.link.sent().getFirst().text(37));
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.payment(id).outcome().attempts()).isEqualTo(2);
    }

    @Test
    void advice_repeatedAndCalledADuplicate_isCapturedUnconfirmed() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        rig.link.staysSilent().answers("94");
        int first = rig.drain();

        rig.pass(Duration.ofSeconds(6));
        int second = rig.drain();

        assertThat(first + second).isEqualTo(2);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.store.read(tables -> tables.events().of(id)).getLast().detail())
                .isEqualTo("UNCONFIRMED");
    }

    @Test
    void deferred_repeatedAndCalledADuplicate_isHeldAndNeverCaptured() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.staysSilent().answers("94");
        int first = rig.drain();

        rig.pass(Duration.ofSeconds(6));
        int second = rig.drain();

        assertThat(first + second).isEqualTo(2);
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.UNANSWERED);
    }

    @Test
    void sale_thatNobodyWasTold_isNotSent() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION, false);

        int begun = rig.drain();
        rig.store.change(tables -> rig.engine.calls().shown(tables, Sales.TILL, id));
        rig.link.answers("00");
        int afterShown = rig.drain();

        assertThat(begun).isZero();
        assertThat(afterShown).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void sales_ofBothKinds_goAdvicesFirst() {
        PaymentId deferred = rig.stored(Kind.DEFERRED_AUTHORISATION);
        PaymentId advice = rig.stored(Kind.OFFLINE_APPROVED);
        rig.link.answers("00").answers("00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0220", "0200");
        assertThat(rig.state(deferred)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.state(advice)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void sale_poisoned_isSetAsideAndTheQueueGoesOn() {
        PaymentId first = rig.stored(Kind.OFFLINE_APPROVED);
        PaymentId second = rig.stored(Kind.OFFLINE_APPROVED);
        rig.link.answers("30").answers("00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(first)).isEqualTo(PaymentState.HELD);
        assertThat(rig.state(second)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void sale_ofWhichNoByteLeft_goesLaterUnderTheSameStan() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.takesNoByte().answers("00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200");
        assertThat(rig.attempts(id)).hasSize(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void sale_linkDown_waits() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        rig.link.isUp(false);

        int begun = rig.drain();

        assertThat(begun).isZero();
        assertThat(rig.state(id)).isEqualTo(PaymentState.FORWARDING);
        assertThat(rig.attempts(id)).isEmpty();
    }

    @Test
    void deferred_pastItsDeadline_isSetAsideUnsent() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.pass(Duration.ofHours(73));

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sent()).isEmpty();
        assertThat(rig.state(id)).isEqualTo(PaymentState.EXPIRED_HELD);
    }

    @Test
    void advice_atAnAgeAtWhichARequestExpires_isStillSent() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        rig.pass(Duration.ofHours(73));
        rig.link.answers("00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void sale_whoseKeyIsGone_isHeldAndOthersPass() {
        PaymentId id = rig.stored(Kind.OFFLINE_APPROVED);
        rig.columns.loseKeys();

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.KEY_GONE);
        assertThat(rig.attempts(id)).isEmpty();
    }

    @Test
    void sale_answered_losesItsTrackInTheSameTransaction() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.store.change(tables -> tables.payments()
                .keepCard(
                        id,
                        tables.payments().card(id).orElseThrow(),
                        rig.columns.sealTrack(
                                Objects.requireNonNull(Sales.card(true).track2()), id)));
        boolean before = rig.hasTrack(id);
        rig.link.answers("51");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(before).isTrue();
        assertThat(rig.link.last().text(35)).startsWith(Sales.NUMBER + "D");
        assertThat(rig.hasTrack(id)).isFalse();
    }

    @Test
    void drain_ofManySales_givesEachItsOwnNumbers() {
        for (int i = 0; i < 20; i++) {
            rig.stored(Kind.OFFLINE_APPROVED);
            rig.link.answers("00");
        }

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sent()).hasSize(20);
        assertThat(rig.link.sent()).extracting(m -> m.text(11)).doesNotHaveDuplicates();
        assertThat(rig.link.sent()).extracting(m -> m.text(37)).doesNotHaveDuplicates();
    }
}
