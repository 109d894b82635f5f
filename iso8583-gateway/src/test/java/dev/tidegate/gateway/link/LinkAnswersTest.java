package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.fixture.LoopbackHost;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.link.AcquirerLink.Sending;
import dev.tidegate.gateway.link.LinkCounts.What;
import dev.tidegate.gateway.profile.MessageKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What other links lose: interim answers, late ones, answers with other types, messages without a link. */
class LinkAnswersTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final LoopbackHost host = new LoopbackHost();
    private LinkRig rig = new LinkRig(LinkRig.quick(), host);

    @AfterEach
    void close() {
        rig.close();
        host.close();
    }

    private void with(String... timers) {
        rig.close();
        rig = new LinkRig(LinkRig.quick(timers), host);
    }

    private StrayAnswer stray() {
        return LinkRig.next(rig.strays);
    }

    private static String near(StrayAnswer stray) {
        assertThat(stray).isInstanceOf(StrayAnswer.Unmatched.class);
        assertThat(((StrayAnswer.Unmatched) stray).near()).hasSize(1);
        return ((StrayAnswer.Unmatched) stray).near().getFirst().told();
    }

    // A5 14, B4 first row, D5 C13
    @Test
    void interimAnswers_beforeTheFinalOne_neverConsumeTheWait() {
        rig.up();
        host.script((message, wire) -> {
            wire.send(message.answer("09"));
            wire.send(message.answer("09"));
            wire.send(message.answer("00"));
        });

        Arrival arrival = rig.exchange(1, LONG);

        assertThat(LinkRig.code(arrival)).isEqualTo("00");
        assertThat(rig.link.counts().of(What.INTERIM)).isEqualTo(2);
        assertThat(rig.strays).isEmpty();
    }

    // A5 14, D5 C13
    @Test
    void interimAnswer_beforeTheTimer_prolongsTheWait() {
        with("GATEWAY_INTERIM_EXTEND", "PT5S", "GATEWAY_INTERIM_MOST", "PT30S");
        rig.up();
        host.script((message, wire) -> wire.send(message.answer("09")));
        Sending.InFlight flight = rig.sent(rig.sale(1));
        WireMessage asked = host.next();
        LinkRig.await("the interim answer is heard", () -> rig.link.counts().of(What.INTERIM) == 1);

        CompletableFuture<Arrival> arrival = rig.later(flight, SHORT);
        assertThat(arrival).failsWithin(Duration.ofMillis(300)).withThrowableOfType(TimeoutException.class);
        host.nextWire().send(asked.answer("00"));

        assertThat(LinkRig.code(arrival.join())).isEqualTo("00");
    }

    // A5 13 and 14, D5 C13: the cap
    @Test
    void interimAnswers_withoutAFinalOne_endAtTheCap() {
        with("GATEWAY_INTERIM_EXTEND", "PT0.2S", "GATEWAY_INTERIM_MOST", "PT0.3S");
        rig.up();
        host.script((message, wire) -> {
            for (int i = 0; i < 50; i++) {
                wire.send(message.answer("09"));
            }
        });
        Sending.InFlight flight = rig.sent(rig.sale(1));
        LinkRig.await("the interim answers are heard", () -> rig.link.counts().of(What.INTERIM) == 50);

        long before = System.nanoTime();
        Arrival arrival = flight.await(SHORT);
        Duration took = Duration.ofNanos(System.nanoTime() - before);

        assertThat(arrival).isEqualTo(new Arrival.Silence());
        assertThat(took).isBetween(Duration.ofMillis(390), Duration.ofSeconds(8));
    }

    // A5 11, B4 second row, D5 D02
    @Test
    void answer_afterTheTimer_isHeardAsLate() {
        rig.up();
        host.script((message, wire) -> {});

        Arrival silence = rig.exchange(1, Duration.ofMillis(20));
        host.nextWire().send(host.next().answer("00"));

        assertThat(silence).isEqualTo(new Arrival.Silence());
        assertThat(stray()).isInstanceOfSatisfying(StrayAnswer.Late.class, late -> {
            assertThat(late.answer().responseCode()).isEqualTo("00");
            assertThat(late.answer().authorisationCode()).isNotEmpty();
        });
        assertThat(rig.link.counts().of(What.LATE)).isEqualTo(1);
    }

    // A5 13: no branch waits ten seconds more
    @Test
    void silence_atTheTimer_isToldAtTheTimer() {
        rig.up();
        host.script((message, wire) -> {});
        Sending.InFlight flight = rig.sent(rig.sale(1));

        long before = System.nanoTime();
        Arrival silence = flight.await(SHORT);

        assertThat(silence).isEqualTo(new Arrival.Silence());
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    }

    // A5 10, B4 third row, D5 D11
    @Test
    void reversal_answeredByThe0430ThatTheProfileNames_isAnswered() {
        rig.up();

        Arrival arrival = rig.sent(rig.message(MessageKind.REVERSAL, 5)).await(LONG);

        assertThat(((Arrival.Answer) arrival).message().type()).isEqualTo("0430");
    }

    // A5 10
    @Test
    void reversal_answeredByAn0410_isAnsweredToo() {
        rig.up();
        host.script((message, wire) ->
                wire.send(new WireMessage("0410", message.answer("00").fields())));

        Arrival arrival = rig.sent(rig.message(MessageKind.REVERSAL, 5)).await(LONG);

        assertThat(((Arrival.Answer) arrival).message().type()).isEqualTo("0410");
    }

    // The class alone would match: an 0230 answers no 0200.
    @Test
    void sale_answeredWithTheTypeOfAnAdvice_isNotAnswered() {
        rig.up();
        host.script((message, wire) ->
                wire.send(new WireMessage("0230", message.answer("00").fields())));

        Sending.InFlight flight = rig.sent(rig.sale(1));

        assertThat(near(stray())).isEqualTo("0:0200/0230");
        assertThat(flight.await(Duration.ofMillis(1))).isEqualTo(new Arrival.Silence());
    }

    // A5 12, B4 fourth row, D5 D05
    @Test
    void message_whileTheLinkIsDown_isNotWrittenThenOrEver() {
        rig.up();
        int port = host.port();
        host.close();
        rig.awaitLink(false);

        Sending sending = rig.link.send(rig.sale(1));
        try (LoopbackHost again = new LoopbackHost(port)) {
            rig.awaitLink(true);

            assertThat(sending).isEqualTo(new Sending.NotWritten());
            assertThat(LinkRig.code(rig.exchange(2, LONG))).isEqualTo("00");
            assertThat(again.next().text(11)).isEqualTo("000002");
        }
    }

    // D5 D04
    @Test
    void host_hangingUpAfterTheWrite_isSilenceAtOnceAndTheLinkComesBack() {
        rig.up();
        host.script((message, wire) -> wire.close());

        Arrival arrival = rig.exchange(1, Duration.ofSeconds(30));

        assertThat(arrival).isEqualTo(new Arrival.Silence());
        rig.awaitLink(false);
        rig.awaitLink(true);
        assertThat(rig.link.standing().trouble()).isEqualTo(LinkTrouble.CLOSED_BY_HOST);
        host.script((message, wire) -> wire.send(message.answer("00")));
        assertThat(LinkRig.code(rig.exchange(2, Duration.ofSeconds(5)))).isEqualTo("00");
    }

    // D5 D11
    @Test
    void answer_twice_isHeardOnceAndTheSecondIsADuplicate() {
        rig.up();
        host.script((message, wire) -> {
            wire.send(message.answer("00"));
            wire.send(message.answer("00"));
        });

        Arrival arrival = rig.exchange(1, LONG);

        assertThat(LinkRig.code(arrival)).isEqualTo("00");
        assertThat(stray())
                .isInstanceOfSatisfying(
                        StrayAnswer.Duplicate.class,
                        second -> assertThat(second.contradicts()).isFalse());
    }

    // D5 D11
    @Test
    void answer_secondWithAnotherCode_doesNotCountAndIsToldApart() {
        rig.up();
        host.script((message, wire) -> {
            wire.send(message.answer("05"));
            wire.send(message.answer("00"));
        });

        Arrival arrival = rig.exchange(1, LONG);

        assertThat(LinkRig.code(arrival)).isEqualTo("05");
        assertThat(stray())
                .isInstanceOfSatisfying(
                        StrayAnswer.Duplicate.class,
                        second -> assertThat(second.contradicts()).isTrue());
        assertThat(rig.link.counts().of(What.CONTRADICTING)).isEqualTo(1);
    }

    // D5 D11
    @Test
    void answer_withAnotherStanAndTerminal_saysWhichFieldsDiffer() {
        rig.up();
        host.script((message, wire) -> {
            wire.send(message.with(11, "000999").answer("00"));
            wire.send(message.with(41, "TILL9999").answer("00"));
        });

        Sending.InFlight flight = rig.sent(rig.sale(1));

        assertThat(near(stray())).isEqualTo("11:000001/000999");
        assertThat(near(stray())).isEqualTo("41:TILL0001/TILL9999");
        assertThat(flight.await(Duration.ofMillis(1))).isEqualTo(new Arrival.Silence());
    }

    // A5 10: an answer without DE 41 is named, not only timed out
    @Test
    void answer_withoutItsTerminal_saysThatItIsMissing() {
        rig.up();
        host.script((message, wire) -> wire.send(
                new WireMessage("0430", message.answer("00").without(41).fields())));
        Sending.InFlight flight = rig.sent(rig.message(MessageKind.REVERSAL, 1));

        assertThat(LinkRig.next(rig.quarantined)).contains("41").endsWith("an answer without it");
        assertThat(flight.await(Duration.ofMillis(1))).isEqualTo(new Arrival.Silence());
    }

    // A5 15: what is given to the link is never changed by it
    @Test
    void answer_given_isAValueOfItsOwn() {
        rig.up();

        IsoMessage answer = ((Arrival.Answer) rig.exchange(1, LONG)).message();

        assertThat(answer.fields()).isUnmodifiable();
        assertThat(answer.toString()).doesNotContain(Sales.NUMBER);
    }
}
