package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.MatchKey;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which answer belongs to which message. */
class CorrelatorTest {
    private final Correlator correlator = new Correlator();

    private static IsoMessage answer(String type, String terminal, String stan) {
        TreeMap<Integer, String> fields = new TreeMap<>();
        fields.put(11, stan);
        fields.put(39, "00");
        fields.put(41, terminal);
        return new IsoMessage(type, fields, TlvSet.empty());
    }

    private static MatchKey key(char family, String terminal, int stan) {
        return new MatchKey(family, terminal, new Stan(stan));
    }

    @Test
    void answer_ofTheSameKey_endsTheWait() {
        CompletableFuture<Arrival> arrival = correlator.expect(key('2', "TILL0001", 17));

        assertThat(correlator.arrived(answer("0210", "TILL0001", "000017"))).isEmpty();

        assertThat(arrival.join()).isInstanceOf(Arrival.Answer.class);
        assertThat(correlator.size()).isZero();
    }

    @Test
    void answer_0430ToAn0400_matches() {
        CompletableFuture<Arrival> arrival = correlator.expect(key('4', "TILL0001", 17));

        assertThat(correlator.arrived(answer("0430", "TILL0001", "000017"))).isEmpty();

        assertThat(arrival).isDone();
    }

    @Test
    void answer_ofAnotherTerminalStanOrFamily_isLate() {
        CompletableFuture<Arrival> arrival = correlator.expect(key('2', "TILL0001", 17));

        assertThat(correlator.arrived(answer("0210", "TILL0002", "000017"))).isPresent();
        assertThat(correlator.arrived(answer("0210", "TILL0001", "000018"))).isPresent();
        assertThat(correlator.arrived(answer("0430", "TILL0001", "000017"))).isPresent();

        assertThat(arrival).isNotDone();
    }

    @Test
    void answer_afterTheWaitWasGivenUp_isLate() {
        MatchKey key = key('2', "TILL0001", 17);
        CompletableFuture<Arrival> arrival = correlator.expect(key);
        correlator.giveUp(key, arrival);

        assertThat(correlator.arrived(answer("0210", "TILL0001", "000017"))).isPresent();
        assertThat(arrival.join()).isEqualTo(new Arrival.Silence());
    }

    @Test
    void answer_twice_isLateTheSecondTime() {
        CompletableFuture<Arrival> arrival = correlator.expect(key('2', "TILL0001", 17));

        assertThat(correlator.arrived(answer("0210", "TILL0001", "000017"))).isEmpty();
        assertThat(correlator.arrived(answer("0210", "TILL0001", "000017"))).isPresent();

        assertThat(arrival).isDone();
    }

    @Test
    void key_waitedForTwice_isAMistake() {
        CompletableFuture<Arrival> arrival = correlator.expect(key('2', "TILL0001", 17));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> correlator.expect(key('2', "TILL0001", 17)));
        assertThat(arrival).isNotDone();
    }

    @Test
    void connection_gone_endsAllWaits() {
        CompletableFuture<Arrival> one = correlator.expect(key('2', "TILL0001", 17));
        CompletableFuture<Arrival> other = correlator.expect(key('4', "TILL0002", 3));

        correlator.giveUpAll();

        assertThat(one.join()).isEqualTo(new Arrival.Silence());
        assertThat(other.join()).isEqualTo(new Arrival.Silence());
    }
}
