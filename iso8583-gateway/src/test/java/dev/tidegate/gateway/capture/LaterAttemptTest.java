package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.OpenColumns;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stored sale that was declined, asked again as a new transaction, as often as its scheme allows. */
class LaterAttemptTest {
    private static final String VISA_FIRST = "{scheme: VISA, from: \"2000-01-01\", attempts: 15";
    private static final String VISA_SINCE = "{scheme: VISA, from: \"2025-05-19\", attempts: 20";
    private static final String WAIT = "laterWait: {first: P1D, most: P7D, max: 4}";
    private static final Duration A_DAY = Duration.ofHours(25);

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

    private void open(Map<String, String> edits) {
        rig.close();
        rig = edits.isEmpty() ? new Rig(folder) : new Rig(folder, Rig.edited(folder, edits));
    }

    private PaymentId declined(String code) {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.answers(code);
        assertThat(rig.drain()).isEqualTo(1);
        return id;
    }

    @Test
    void sale_declined_isAskedAgainByNumberAndExpiryAlone() {
        open(Map.of());
        PaymentId id = declined("51");
        WireMessage first = rig.link.last();
        rig.link.answers("00");
        assertThat(rig.drain()).isZero();

        rig.pass(A_DAY);
        int begun = rig.drain();

        WireMessage later = rig.link.last();
        assertThat(begun).isEqualTo(1);
        assertThat(later.type()).isEqualTo("0200");
        assertThat(later.text(2) + later.text(14)).isEqualTo(first.text(2) + first.text(14));
        assertThat(later.text(35) + later.text(55)).isEmpty();
        assertThat(later.text(11)).isNotEqualTo(first.text(11));
        assertThat(later.text(37)).isNotEqualTo(first.text(37));
        assertThat(rig.attempts(id).getLast().kind()).isEqualTo(AttemptRow.Kind.LATER);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void sale_declinedEachTime_isAskedAsOftenAsTheProfileSays() {
        open(Map.of());
        PaymentId id = declined("51");
        for (int i = 0; i < 8; i++) {
            rig.link.answers("51");
            rig.pass(Duration.ofDays(8));
            assertThat(rig.drain()).isEqualTo(i < 4 ? 1 : 0);
        }

        assertThat(rig.link.sent()).hasSize(5);
        assertThat(rig.state(id)).isEqualTo(PaymentState.DECLINED_AFTER_STORE);
        assertThat(rig.payment(id).outcome().nextAttempt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"04", "14", "41", "43", "46"})
    void sale_declinedForGood_isNeverAskedAgain(String code) {
        open(Map.of());
        PaymentId id = declined(code);
        rig.pass(Duration.ofDays(10));

        assertThat(rig.drain()).isZero();
        assertThat(rig.state(id)).isEqualTo(PaymentState.DECLINED_AFTER_STORE);
    }

    @Test
    void sale_ofASchemeWithoutARow_isNeverAskedAgain() {
        open(Map.of(VISA_FIRST, VISA_FIRST.replace("VISA", "JCB"), VISA_SINCE, VISA_SINCE.replace("VISA", "JCB")));
        PaymentId id = declined("51");

        assertThat(rig.payment(id).outcome().nextAttempt()).isNull();
    }

    @Test
    void sale_whoseAdviceForbidsIt_isNeverAskedAgain() {
        open(Map.of(VISA_SINCE, VISA_SINCE + ", neverAdvice: \"03 21\""));
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.answersWith(m -> m.answer("51").with(44, "21"));

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.payment(id).outcome().nextAttempt()).isNull();
    }

    @Test
    void sale_whoseAdviceNamesAWait_waitsAsLong() {
        open(Map.of(VISA_SINCE, VISA_SINCE + ", waits: {\"30\": P10D}"));
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.link.answersWith(m -> m.answer("51").with(44, "30"));

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.payment(id).outcome().nextAttempt())
                .isEqualTo(rig.clock.instant().plus(Duration.ofDays(10)));
    }

    @Test
    void card_onWhichTheSchemesNumberIsReached_waitsUntilItsSpanIsOver() {
        open(Map.of(VISA_SINCE, VISA_SINCE.replace("attempts: 20", "attempts: 1"), WAIT, WAIT.replace("P1D", "PT1H")));
        PaymentId id = declined("51");
        rig.link.answers("51");
        rig.pass(Duration.ofHours(2));
        assertThat(rig.drain()).isEqualTo(1);

        assertThat(rig.payment(id).outcome().nextAttempt())
                .isEqualTo(rig.clock.instant().plus(Duration.ofDays(30)));
    }

    @Test
    void calendar_beforeARowBegins_hasTheEarlierNumber() {
        String later = VISA_SINCE.replace("2025-05-19", "2099-01-01");
        open(Map.of(
                VISA_SINCE,
                later,
                VISA_FIRST,
                VISA_FIRST.replace("attempts: 15", "attempts: 1"),
                WAIT,
                WAIT.replace("P1D", "PT1H")));
        PaymentId id = declined("51");
        rig.link.answers("51");
        rig.pass(Duration.ofHours(2));
        assertThat(rig.drain()).isEqualTo(1);

        assertThat(rig.payment(id).outcome().nextAttempt())
                .isEqualTo(rig.clock.instant().plus(Duration.ofDays(30)));
    }

    @Test
    void laterAttempt_unanswered_isRepeatedAndDecidesNothing() {
        open(Map.of());
        PaymentId id = declined("51");
        rig.link.staysSilent().answers("00");
        rig.pass(A_DAY);
        assertThat(rig.drain()).isEqualTo(1);
        PaymentState between = rig.state(id);
        rig.pass(Duration.ofSeconds(6));

        int begun = rig.drain();

        assertThat(between).isEqualTo(PaymentState.DECLINED_AFTER_STORE);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0200", "0201");
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void laterAttempt_ofADualMessageProfile_isCompleted() {
        rig.close();
        rig = new Rig(folder, Rig.dual(folder));
        PaymentId id = declined("51");
        rig.link.answers("00").answers("00");
        rig.pass(A_DAY);

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0100", "0100", "0220");
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void salesOfOneCard_goInTheOrderOfTheirTimes() {
        rig.close();
        rig = new Rig(folder, new HandClock(Sales.SOLD_AT.plusSeconds(500)), new OpenColumns(), Landmarks.none());
        PaymentId second = stored(2, 60);
        PaymentId first = stored(1, 0);
        rig.link.answers("00").answers("00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sent()).extracting(m -> m.text(4)).containsExactly("000000000001", "000000000002");
        assertThat(rig.state(first)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.state(second)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void salesOfOneCard_goOneAtATime() {
        rig.close();
        rig = new Rig(folder, new HandClock(Sales.SOLD_AT.plusSeconds(500)), new OpenColumns(), Landmarks.none());
        PaymentId first = stored(1, 0);
        PaymentId second = stored(2, 60);

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sent()).hasSize(1);
        assertThat(rig.state(first)).isEqualTo(PaymentState.UNRESOLVED);
        assertThat(rig.state(second)).isEqualTo(PaymentState.FORWARDING);
    }

    @Test
    void salesOfOneCard_passOneThatIsSetAside() {
        rig.close();
        rig = new Rig(folder, new HandClock(Sales.SOLD_AT.plusSeconds(500)), new OpenColumns(), Landmarks.none());
        PaymentId first = stored(1, 0);
        PaymentId second = stored(2, 60);
        rig.link.answers("30").answers("00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(first)).isEqualTo(PaymentState.HELD);
        assertThat(rig.state(second)).isEqualTo(PaymentState.CAPTURED);
    }

    private PaymentId stored(long minor, long secondsLater) {
        return rig.stored(
                Kind.DEFERRED_AUTHORISATION, true, Amount.of(minor, "EUR"), Sales.SOLD_AT.plusSeconds(secondsLater));
    }
}
