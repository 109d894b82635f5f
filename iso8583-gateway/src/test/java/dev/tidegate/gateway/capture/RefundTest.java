package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.capture.SaleCalls.Said;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money back: a payment of its own, and never more than was captured. */
class RefundTest {
    private static final Amount PART = Amount.of(500, "EUR");

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

    private PaymentId captured() {
        PaymentId id = rig.newId();
        rig.link.answers("00");
        assertThat(rig.ask(id)).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(rig.complete(id)).isInstanceOf(Said.Done.class);
        return id;
    }

    private long sum(PaymentId id) {
        return rig.store.read(tables -> tables.refunds().sum(id));
    }

    @Test
    void refund_ofACapturedSale_isAPaymentOfItsOwn() {
        PaymentId sale = captured();
        PaymentId refund = rig.newId();
        rig.link.answers("00");

        LiveAnswer answer = rig.refund(refund, sale, PART);

        WireMessage sent = rig.link.last();
        assertThat(answer).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(sent.text(3)).isEqualTo("200000");
        assertThat(sent.text(4)).isEqualTo("000000000500");
        assertThat(sent.text(2)).isEqualTo(Sales.NUMBER);
        assertThat(sent.text(35) + sent.text(55)).isEmpty();
        assertThat(sent.text(37)).isNotEqualTo(rig.link.sent().getFirst().text(37));
        assertThat(rig.state(refund)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.payment(refund).kind()).isEqualTo(Kind.REFUND);
        assertThat(rig.state(sale)).isEqualTo(PaymentState.REFUNDED);
        assertThat(sum(sale)).isEqualTo(500);
    }

    @Test
    void refund_ofTheRest_isTakenAndOfMore_isRefused() {
        PaymentId sale = captured();
        rig.link.answers("00").answers("00");

        LiveAnswer part = rig.refund(rig.newId(), sale, PART);
        LiveAnswer rest = rig.refund(rig.newId(), sale, Amount.of(750, "EUR"));
        LiveAnswer more = rig.refund(rig.newId(), sale, Amount.of(1, "EUR"));

        assertThat(part).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(rest).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(more).isEqualTo(new LiveAnswer.Refused(Authorisation.NOT_REFUNDABLE));
        assertThat(sum(sale)).isEqualTo(1250);
        assertThat(rig.link.sent()).hasSize(3);
    }

    @Test
    void refund_ofMoreThanWasCaptured_isHeldByTheSchemaItself() {
        PaymentId sale = captured();

        assertThatThrownBy(() -> rig.sql("update payment set refunded = 1251 where payment_id = '" + sale + "'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("CHECK");
    }

    @Test
    void refund_askedAgain_getsTheFirstAnswerWithoutASecondMessage() {
        PaymentId sale = captured();
        PaymentId refund = rig.newId();
        rig.link.answers("00");

        LiveAnswer first = rig.refund(refund, sale, PART);
        LiveAnswer again = rig.refund(refund, sale, PART);

        assertThat(again).isEqualTo(first);
        assertThat(rig.link.sent()).hasSize(2);
        assertThat(sum(sale)).isEqualTo(500);
    }

    @Test
    void refund_declined_givesItsPartFree() {
        PaymentId sale = captured();
        PaymentId refund = rig.newId();
        rig.link.answers("05");

        LiveAnswer answer = rig.refund(refund, sale, PART);

        assertThat(answer).isInstanceOf(LiveAnswer.Declined.class);
        assertThat(rig.state(refund)).isEqualTo(PaymentState.DECLINED);
        assertThat(rig.state(sale)).isEqualTo(PaymentState.CAPTURED);
        assertThat(sum(sale)).isZero();
    }

    @Test
    void refund_unanswered_isReversedLikeASale() {
        PaymentId sale = captured();
        PaymentId refund = rig.newId();

        LiveAnswer answer = rig.refund(refund, sale, PART);
        long meanwhile = sum(sale);
        rig.link.answers("00");
        int begun = rig.drain();

        assertThat(answer).isEqualTo(new LiveAnswer.Unknown());
        assertThat(meanwhile).isEqualTo(500);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0200", "0420");
        assertThat(rig.link.last().text(3)).isEqualTo("200000");
        assertThat(rig.state(refund)).isEqualTo(PaymentState.REVERSED);
        assertThat(sum(sale)).isZero();
    }

    @Test
    void refund_linkDown_isNotSentAndTakesNothing() {
        PaymentId sale = captured();
        PaymentId refund = rig.newId();
        rig.link.isUp(false);

        LiveAnswer answer = rig.refund(refund, sale, PART);

        assertThat(answer).isEqualTo(new LiveAnswer.NotSent(Reason.ACQUIRER_SILENT));
        assertThat(rig.state(refund)).isEqualTo(PaymentState.REFUSED_OFFLINE);
        assertThat(sum(sale)).isZero();
    }

    @Test
    void refund_ofWhichNoByteLeft_takesNothing() {
        PaymentId sale = captured();
        PaymentId refund = rig.newId();
        rig.link.takesNoByte();

        LiveAnswer answer = rig.refund(refund, sale, PART);

        assertThat(answer).isInstanceOf(LiveAnswer.NotSent.class);
        assertThat(sum(sale)).isZero();
        assertThat(rig.drain()).isZero();
    }

    @Test
    void refund_ofASaleThatIsNotCompleted_isRefused() {
        PaymentId sale = rig.newId();
        rig.link.answers("00");
        LiveAnswer approved = rig.ask(sale);

        LiveAnswer answer = rig.refund(rig.newId(), sale, PART);

        assertThat(approved).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(answer).isEqualTo(new LiveAnswer.Refused(Authorisation.NOT_REFUNDABLE));
    }

    @Test
    void refund_ofADeclinedSale_isRefused() {
        PaymentId sale = rig.newId();
        rig.link.answers("51");
        LiveAnswer declined = rig.ask(sale);

        LiveAnswer answer = rig.refund(rig.newId(), sale, PART);

        assertThat(declined).isInstanceOf(LiveAnswer.Declined.class);
        assertThat(answer).isEqualTo(new LiveAnswer.Refused(Authorisation.NOT_REFUNDABLE));
    }

    @Test
    void refund_ofARefund_isRefused() {
        PaymentId sale = captured();
        PaymentId refund = rig.newId();
        rig.link.answers("00");
        LiveAnswer first = rig.refund(refund, sale, PART);

        LiveAnswer answer = rig.refund(rig.newId(), refund, PART);

        assertThat(first).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(answer).isEqualTo(new LiveAnswer.Refused(Authorisation.NOT_REFUNDABLE));
    }

    @Test
    void refund_inAnotherCurrency_isRefused() {
        PaymentId sale = captured();

        LiveAnswer answer = rig.refund(rig.newId(), sale, Amount.of(500, "USD"));

        assertThat(answer).isEqualTo(new LiveAnswer.Refused(Authorisation.NOT_REFUNDABLE));
    }

    @Test
    void refund_underATombstone_isGone() {
        PaymentId sale = captured();
        PaymentId refund = rig.newId();
        Said stone = rig.reverse(refund);

        LiveAnswer answer = rig.refund(refund, sale, PART);

        assertThat(stone).isInstanceOf(Said.Done.class);
        assertThat(answer).isEqualTo(new LiveAnswer.Gone());
        assertThat(sum(sale)).isZero();
    }

    @Test
    void refund_thatStands_isNotReversed() {
        PaymentId sale = captured();
        PaymentId refund = rig.newId();
        rig.link.answers("00");
        LiveAnswer approved = rig.refund(refund, sale, PART);

        Said said = rig.reverse(refund);

        assertThat(approved).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(said).isInstanceOf(Said.Refused.class);
    }
}
