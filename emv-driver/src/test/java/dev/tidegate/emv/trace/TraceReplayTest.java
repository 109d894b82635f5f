package dev.tidegate.emv.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.apdu.CardChannel.Transmission;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.trace.RecordedTransaction.Exchange;
import dev.tidegate.emv.trace.TraceReplay.Difference;
import dev.tidegate.emv.trace.TraceReplay.Kind;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceReplayTest {
    private static final String SELECT = "00A4040007A000000003101000";
    private static final String OPTIONS = "80A8000008830600000000100000";
    private static final String OTHER_OPTIONS = "80A8000008830600000000200000";
    private static final String RECORD = "00B2010C00";

    private final TraceReplay replay = new TraceReplay(List.of(
            exchange(SELECT, "6F118407A0000000031010" + "A5069F38039F0206" + "9000"),
            exchange(OPTIONS, "7702" + "82009000"),
            exchange(RECORD, "70009000")));

    private static Exchange exchange(String command, String answer) {
        return new Exchange(Octets.ofHex(command), Transmission.ANSWERED, Octets.ofHex(answer));
    }

    private String send(String command) {
        ByteBuffer response = ByteBuffer.allocate(258);
        Transmission transmission = replay.transmit(ByteBuffer.wrap(Hex.bytes(command)), response);
        return transmission == Transmission.ANSWERED
                ? Octets.of(response.array(), 0, response.position()).hex()
                : transmission.name();
    }

    @Test
    void replay_theSameCommands_hasNoDifference() {
        send(SELECT);
        send(OPTIONS);

        assertThat(send(RECORD)).isEqualTo("70009000");
        assertThat(replay.same()).isEqualTo(3);
        assertThat(replay.differences()).isEmpty();
    }

    @Test
    void replay_otherValue_isAnsweredAndTold() {
        send(SELECT);

        assertThat(send(OTHER_OPTIONS)).isEqualTo("770282009000");
        send(RECORD);
        assertThat(replay.differences())
                .containsExactly(new Difference(
                        Kind.OTHER_VALUES,
                        2,
                        "GET PROCESSING OPTIONS",
                        List.of("9F02 amount authorised: 000000001000"),
                        List.of("9F02 amount authorised: 000000002000")));
    }

    @Test
    void replay_commandLeftOut_isTold() {
        send(SELECT);
        send(RECORD);

        assertThat(replay.differences())
                .extracting(Difference::kind, Difference::number)
                .containsExactly(org.assertj.core.api.Assertions.tuple(Kind.NOT_SENT, 2));
    }

    @Test
    void replay_commandsThatNeverCame_areToldAtTheEnd() {
        send(SELECT);

        assertThat(replay.differences()).extracting(Difference::kind).containsExactly(Kind.NOT_SENT, Kind.NOT_SENT);
    }

    @Test
    void replay_commandThatWasNotRecorded_isRefusedByTheCard() {
        assertThat(send("00A4040007A000000004101000")).isEqualTo("6A82");
        assertThat(send("00B2021400")).isEqualTo("6A83");
        assertThat(send("80CA9F1700")).isEqualTo("6A88");
        assertThat(send("0084000000")).isEqualTo("6D00");
        assertThat(replay.differences())
                .filteredOn(each -> each.kind() == Kind.NOT_RECORDED)
                .hasSize(4);
    }

    @Test
    void replay_commandSentAgain_isAnsweredAgain() {
        send(SELECT);
        send(OPTIONS);

        assertThat(send(SELECT)).endsWith("9000");
        assertThat(replay.differences()).extracting(Difference::kind).contains(Kind.AGAIN);
    }

    @Test
    void replay_cardThatWasTakenAway_isTakenAway() {
        TraceReplay gone =
                new TraceReplay(List.of(new Exchange(Octets.ofHex(SELECT), Transmission.REMOVED, Octets.empty())));

        assertThat(gone.transmit(ByteBuffer.wrap(Hex.bytes(SELECT)), ByteBuffer.allocate(258)))
                .isEqualTo(Transmission.REMOVED);
    }
}
