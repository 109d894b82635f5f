package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.gateway.capture.ManualActions.Outcome;
import dev.tidegate.gateway.capture.Person.Role;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.store.ActionRow;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do by hand. */
class ManualActionsTest {
    private static final Person OPERATOR = new Person("olga", Set.of(Role.OPERATOR));
    private static final Person FINANCE = new Person("fritz", Set.of(Role.FINANCE));
    private static final Person SECOND = new Person("frieda", Set.of(Role.FINANCE));
    private static final String WHY = "The acquirer says so by telephone.";

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

    private Outcome act(ManualAction action, PaymentId id, Person person) {
        return act(action, id, person, WHY);
    }

    private Outcome act(ManualAction action, PaymentId id, Person person, String why) {
        return rig.store.write(tables -> rig.engine.manualActions().act(tables, action, id, person, why));
    }

    private List<ActionRow> rows(PaymentId id) {
        return rig.store.read(tables -> tables.actions().of(id.toString()));
    }

    private PaymentId answered(Kind kind, String code) {
        PaymentId id = rig.stored(kind);
        rig.link.answers(code);
        assertThat(rig.drain()).isEqualTo(1);
        return id;
    }

    private PaymentId neverAnswered(Kind kind) {
        PaymentId id = rig.stored(kind);
        for (int i = 0; i < 10; i++) {
            rig.pass(Duration.ofMinutes(16));
            assertThat(rig.drain()).isLessThanOrEqualTo(1);
        }
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        return id;
    }

    private PaymentId expired() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        rig.pass(Duration.ofHours(73));
        assertThat(rig.drain()).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.EXPIRED_HELD);
        return id;
    }

    @Test
    void hold_ofWhatWaits_setsItAsideOnRecord() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);

        Outcome outcome = act(ManualAction.HOLD, id, OPERATOR);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.drain()).isZero();
        assertThat(rows(id)).singleElement().satisfies(row -> {
            assertThat(row.person()).isEqualTo("olga");
            assertThat(row.reason()).isEqualTo(WHY);
            assertThat(row.done()).isTrue();
        });
    }

    @Test
    void hold_ofWhatIsUnderWay_isRefused() {
        PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(act(ManualAction.HOLD, id, OPERATOR)).isInstanceOf(Outcome.Refused.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.UNRESOLVED);
    }

    @Test
    void release_ofWhatWasAnswered_isSentByANewMessage() {
        PaymentId id = answered(Kind.DEFERRED_AUTHORISATION, "57");
        rig.link.answers("00");

        Outcome outcome = act(ManualAction.RELEASE, id, FINANCE);
        int begun = rig.drain();

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.last().text(11))
                .isNotEqualTo(rig.link.sent().getFirst().text(11));
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void release_ofAnUnansweredRequest_isRefusedUntilItsReversalIsAnswered() {
        PaymentId id = neverAnswered(Kind.DEFERRED_AUTHORISATION);

        Outcome early = act(ManualAction.RELEASE, id, FINANCE);
        Outcome retried = act(ManualAction.RETRY, id, OPERATOR);
        Outcome tooSoon = act(ManualAction.RELEASE, id, FINANCE);
        rig.link.answers("00").answers("00");
        int reversed = rig.drain();
        Outcome released = act(ManualAction.RELEASE, id, FINANCE);
        int sent = rig.drain();

        assertThat(early).isInstanceOf(Outcome.Refused.class);
        assertThat(retried).isInstanceOf(Outcome.Done.class);
        assertThat(tooSoon).isInstanceOf(Outcome.Refused.class);
        assertThat(reversed).isEqualTo(1);
        assertThat(released).isInstanceOf(Outcome.Done.class);
        assertThat(sent).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void release_byAnOperator_isRefused() {
        PaymentId id = answered(Kind.DEFERRED_AUTHORISATION, "57");

        assertThat(act(ManualAction.RELEASE, id, OPERATOR)).isInstanceOf(Outcome.Refused.class);
        assertThat(rows(id)).isEmpty();
    }

    @Test
    void release_withoutAReason_isRefused() {
        PaymentId id = answered(Kind.DEFERRED_AUTHORISATION, "57");

        assertThat(act(ManualAction.RELEASE, id, FINANCE, " ")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void release_pastTheDeadline_takesTwo() {
        PaymentId id = expired();

        Outcome first = act(ManualAction.RELEASE, id, FINANCE);
        Outcome same = act(ManualAction.RELEASE, id, FINANCE);
        PaymentState between = rig.state(id);
        Outcome second = act(ManualAction.RELEASE, id, SECOND);

        assertThat(first).isEqualTo(new Outcome.NeedsSecond());
        assertThat(same).isInstanceOf(Outcome.Refused.class);
        assertThat(between).isEqualTo(PaymentState.EXPIRED_HELD);
        assertThat(second).isInstanceOf(Outcome.Done.class);
        assertThat(rows(id))
                .singleElement()
                .satisfies(row -> assertThat(row.secondPerson()).isEqualTo("frieda"));
        rig.link.answers("00");
        assertThat(rig.drain()).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void secondPerson_aDayLater_isAFirstAgain() {
        PaymentId id = expired();
        Outcome first = act(ManualAction.WRITE_OFF, id, FINANCE);
        rig.pass(Duration.ofHours(25));

        Outcome second = act(ManualAction.WRITE_OFF, id, SECOND);

        assertThat(first).isEqualTo(new Outcome.NeedsSecond());
        assertThat(second).isEqualTo(new Outcome.NeedsSecond());
        assertThat(rig.state(id)).isEqualTo(PaymentState.EXPIRED_HELD);
    }

    @Test
    void writeOff_byTwo_givesTheMoneyUp() {
        PaymentId id = answered(Kind.DEFERRED_AUTHORISATION, "57");

        Outcome first = act(ManualAction.WRITE_OFF, id, FINANCE);
        Outcome second = act(ManualAction.WRITE_OFF, id, SECOND);

        assertThat(first).isEqualTo(new Outcome.NeedsSecond());
        assertThat(second).isInstanceOf(Outcome.Done.class);
        assertThat(rig.state(id)).isEqualTo(PaymentState.WRITTEN_OFF);
    }

    @Test
    void writeOff_ofWhatTheAcquirerMayHave_isRefused() {
        PaymentId id = neverAnswered(Kind.DEFERRED_AUTHORISATION);

        assertThat(act(ManualAction.WRITE_OFF, id, FINANCE)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void writeOff_ofWhatIsCaptured_isRefused() {
        PaymentId id = answered(Kind.OFFLINE_APPROVED, "00");

        assertThat(act(ManualAction.WRITE_OFF, id, FINANCE)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void retry_ofAnUnansweredAdvice_repeatsItUnderItsNumbers() {
        PaymentId id = neverAnswered(Kind.OFFLINE_APPROVED);
        String stan = rig.link.last().text(11);
        rig.link.answers("00");

        Outcome outcome = act(ManualAction.RETRY, id, OPERATOR);
        int begun = rig.drain();

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.last().type()).isEqualTo("0221");
        assertThat(rig.link.last().text(11)).isEqualTo(stan);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void retry_ofAParkedReversal_sendsItAgainAsARepeat() {
        PaymentId id = rig.newId();
        LiveAnswer unknown = rig.ask(id);
        for (int i = 0; i < 14; i++) {
            assertThat(rig.drain()).isLessThanOrEqualTo(1);
            rig.pass(Duration.ofMinutes(16));
        }
        rig.link.answers("00");

        Outcome outcome = act(ManualAction.RETRY, id, OPERATOR);
        int begun = rig.drain();

        assertThat(unknown).isEqualTo(new LiveAnswer.Unknown());
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.last().type()).isEqualTo("0421");
        assertThat(rig.state(id)).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void retry_ofWhatWaitsForItsTime_sendsItNow() {
        PaymentId id = answered(Kind.DEFERRED_AUTHORISATION, "91");
        rig.link.answers("00");

        Outcome outcome = act(ManualAction.RETRY, id, OPERATOR);
        int begun = rig.drain();

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void release_ofADeclinedCompletion_completesTheHoldAgain() {
        rig.close();
        rig = new Rig(folder, Rig.dual(folder));
        PaymentId id = rig.newId();
        rig.link.answers("00").answers("57").answers("00");
        assertThat(rig.ask(id)).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(rig.complete(id)).isInstanceOf(SaleCalls.Said.Done.class);
        assertThat(rig.drain()).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);

        Outcome outcome = act(ManualAction.RELEASE, id, FINANCE);
        int begun = rig.drain();

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0100", "0220", "0220");
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void why_ofWhatIsSetAside_tellsWhatHappenedAndWhoCanAct() {
        PaymentId id = answered(Kind.DEFERRED_AUTHORISATION, "57");

        Story story = rig.store.read(tables -> Story.of(tables, id)).orElseThrow();

        assertThat(story.happened().getFirst()).contains("12.50", "merchant's risk");
        assertThat(story.happened()).anyMatch(line -> line.contains("answered 57"));
        assertThat(story.next()).isEqualTo("Nothing, until a person acts.");
        assertThat(story.canAct()).containsExactly("release: [finance]", "write-off: two of [finance]");
        assertThat(String.join("\n", story.happened())).doesNotContain(Sales.NUMBER);
    }

    @Test
    void why_ofWhatWaits_namesTheTime() {
        PaymentId id = answered(Kind.DEFERRED_AUTHORISATION, "91");

        Story story = rig.store.read(tables -> Story.of(tables, id)).orElseThrow();

        assertThat(story.next())
                .contains("sent again at " + rig.payment(id).outcome().nextAttempt());
    }

    @Test
    void why_ofWhatPeopleDid_namesThem() {
        PaymentId id = answered(Kind.DEFERRED_AUTHORISATION, "57");
        Outcome first = act(ManualAction.WRITE_OFF, id, FINANCE);

        Story story = rig.store.read(tables -> Story.of(tables, id)).orElseThrow();

        assertThat(first).isEqualTo(new Outcome.NeedsSecond());
        assertThat(story.happened().getLast()).contains("fritz", WHY, "second person");
    }
}
