package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.wire.GoldenMessages;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an answer that a rule spoils, as a gateway meets it on a loopback connection. */
final class FaultsOnTheWireTest {
    private static final String ANSWER = GoldenMessages.SALE_ANSWER;
    private static final int BYTES = ANSWER.length() / 2;

    @TempDir
    Path folder;

    private RunningSimulator simulator;
    private HostClient gateway;

    @BeforeEach
    void start() throws IOException {
        simulator = new RunningSimulator(folder);
        gateway = simulator.connect();
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        simulator.close();
    }

    @Test
    void approvePart_sale_isApprovedForLess() throws Exception {
        rule("{'action':'approvePart','percent':50}");

        gateway.send(Messages.sale());
        IsoMessage answer = gateway.receive();

        assertThat(answer.text(39)).isEqualTo("10");
        assertThat(answer.text(4)).isEqualTo("000000000617");
    }

    @Test
    void answerAfterReversal_sale_isApprovedTooLate() throws Exception {
        rule("{'match':{'mti':'0200'},'action':'answerAfterReversal'}");

        gateway.send(Messages.sale());
        gateway.send(Messages.reversal(Messages.sale(), "000002"));

        assertThat(gateway.receive().mti().digits()).isEqualTo("0210");
        assertThat(gateway.receive().mti().digits()).isEqualTo("0430");
        assertThat(liveCount()).isZero();
    }

    @Test
    void bookThenSilence_sale_isBookedAndTheConnectionStays() throws Exception {
        rule("{'match':{'mti':'0200'},'action':'bookThenSilence'}");

        gateway.send(Messages.sale());

        assertThat(gateway.code(Messages.echo())).isEqualTo("00");
        assertThat(liveCount()).isEqualTo(1);
    }

    @Test
    void duplicateAnswer_sale_isAnsweredTwiceAndBookedOnce() throws Exception {
        rule("{'action':'duplicateAnswer'}");

        gateway.send(Messages.sale());

        assertThat(gateway.receive()).isEqualTo(gateway.receive());
        assertThat(liveCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"stan, 11, 000002", "tid, 41, XID00001", "amount, 4, 000000001235"})
    void wrongAnswer_value_isAnother(String what, int field, String value) throws Exception {
        rule("{'action':'wrongAnswer','what':'" + what + "'}");

        gateway.send(Messages.sale());
        IsoMessage answer = gateway.receive();

        assertThat(answer.text(field)).isEqualTo(value);
        assertThat(answer.text(39)).isEqualTo("00");
    }

    @Test
    void wrongAnswer_type_is0410For0430() throws Exception {
        rule("{'action':'wrongAnswer','what':'mti'}");

        gateway.send(Messages.reversal(Messages.sale(), "000002"));

        assertThat(gateway.receive().mti().digits()).isEqualTo("0410");
    }

    @Test
    void interim_sale_isInProgressAndThenAnswered() throws Exception {
        rule("{'action':'interim','count':2}");

        gateway.send(Messages.sale());

        assertThat(gateway.receive().text(39)).isEqualTo("09");
        assertThat(gateway.receive().text(39)).isEqualTo("09");
        assertThat(gateway.receive().text(39)).isEqualTo("00");
    }

    @Test
    void interim_withAGap_isPutOffEachTimeMore() throws Exception {
        rule("{'action':'interim','count':1,'millis':700}");

        gateway.send(Messages.sale());

        assertThat(gateway.receive().text(39)).isEqualTo("09");
        ManualLater.Put put = simulator.later.next();
        assertThat(put.by()).isEqualTo(Duration.ofMillis(700));
        put.task().run();
        assertThat(gateway.receive().text(39)).isEqualTo("00");
    }

    @Test
    void badMac_whereThereAreNone_changesTheLastByte() throws Exception {
        rule("{'action':'badMac'}");

        gateway.send(Messages.sale());

        assertThat(gateway.receiveFrame().message()).endsWith(0x31).hasSize(BYTES);
    }

    @Test
    void garbage_answer_hasItsLengthAndNoMeaning() throws Exception {
        rule("{'action':'garbage'}");

        gateway.send(Messages.sale());

        assertThat(gateway.receiveFrame().message()).hasSize(BYTES).containsOnly(0xDB);
    }

    @ParameterizedTest
    @CsvSource({
        "truncated, field 55 ends too early",
        "trailing, bytes are left over after the last field",
        "notDecimal, field 3 holds what it may not hold",
        "badType, message type is not one of this dialect"
    })
    void spoiledAnswer_read_isNoMessage(String action, String fault) throws Exception {
        rule("{'action':'" + action + "'}");

        gateway.send(Messages.sale());

        assertThatThrownBy(gateway::receive).hasMessage(fault);
        assertThat(liveCount()).isEqualTo(1);
    }

    @Test
    void unknownField_answer_hasOneMore() throws Exception {
        rule("{'action':'unknownField'}");

        gateway.send(Messages.sale());

        assertThat(gateway.receive().text(47)).isEqualTo("UNKNOWN");
    }

    @Test
    void oneByteAtATime_answer_isWhole() throws Exception {
        rule("{'action':'oneByteAtATime'}");

        gateway.send(Messages.sale());

        assertThat(gateway.receive().text(39)).isEqualTo("00");
    }

    @Test
    void keepAlive_answer_followsAFrameOfNone() throws Exception {
        rule("{'action':'keepAlive'}");

        gateway.send(Messages.sale());

        assertThat(gateway.receiveRaw(2)).isEqualTo("0000");
        assertThat(gateway.receive().text(39)).isEqualTo("00");
    }

    @Test
    void halfFrame_answer_endsInTheMiddle() throws Exception {
        rule("{'action':'halfFrame'}");

        gateway.send(Messages.sale());

        assertThatThrownBy(gateway::receive).hasMessage("connection ended inside a frame");
        assertThat(liveCount()).isEqualTo(1);
    }

    @Test
    void together_answers_waitForTheLast() throws Exception {
        rule("{'action':'together','count':3}");

        gateway.send(Messages.echo());
        gateway.send(Messages.echo());
        gateway.socket.setSoTimeout(1);
        assertThatThrownBy(gateway::receive).isInstanceOf(SocketTimeoutException.class);
        gateway.socket.setSoTimeout(30_000);
        gateway.send(Messages.echo());

        assertThat(gateway.receiveRaw(3 * (2 + GoldenMessages.ECHO_ANSWER.length() / 2)))
                .isEqualTo(("001E" + GoldenMessages.ECHO_ANSWER).repeat(3));
    }

    @Test
    void reset_connection_endsWithAnError() throws Exception {
        rule("{'action':'reset'}");

        gateway.send(Messages.sale());

        assertThatThrownBy(gateway::receive).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        assertThat(liveCount()).isEqualTo(1);
    }

    @Test
    void stopReading_forAWhile_leavesTheNextMessageWaiting() throws Exception {
        rule("{'action':'stopReading','millis':900,'times':1}");

        gateway.send(Messages.sale());
        ManualLater.Put put = simulator.later.next();
        gateway.send(Messages.echo());
        assertThat(framesIn()).isEqualTo(1);
        put.task().run();

        assertThat(put.by()).isEqualTo(Duration.ofMillis(900));
        assertThat(gateway.receive().mti().digits()).isEqualTo("0810");
    }

    @Test
    void stopReading_forGood_endsWithTheDoors() throws Exception {
        rule("{'action':'stopReading'}");

        gateway.send(Messages.sale());
        gateway.send(Messages.echo());
        simulator.post("/connections", "{'accept':false}");

        assertThat(gateway.isHungUpOn()).isTrue();
    }

    @Test
    void mute_connections_areAcceptedAndNeverRead() throws Exception {
        simulator.post("/connections", "{'accept':true,'mute':true}");

        try (HostClient ignored = simulator.connect()) {
            ignored.send(Messages.echo());
            assertThat(gateway.code(Messages.echo())).isEqualTo("00");
            assertThat(framesIn()).isEqualTo(1);
            assertThat(simulator.get("/connections").path("mute").asBoolean()).isTrue();
        }
    }

    @Test
    void nth_rule_isForThatMessageOnly() throws Exception {
        rule("{'match':{'mti':'0800'},'action':'answer','code':'96','nth':2,'times':1}");

        assertThat(gateway.code(Messages.echo())).isEqualTo("00");
        assertThat(gateway.code(Messages.echo())).isEqualTo("96");
        assertThat(gateway.code(Messages.echo())).isEqualTo("00");
    }

    @Test
    void spoiledAnswer_recorded_saysHow() throws Exception {
        rule("{'action':'truncated'}");

        gateway.send(Messages.sale());
        gateway.receiveFrame();

        assertThat(simulator.get("/frames?after=1").at("/frames/0/fault").asText())
                .isEqualTo("truncated");
    }

    private void rule(String json) throws IOException, InterruptedException {
        simulator.post("/rules", "[" + json + "]");
    }

    private int liveCount() throws IOException, InterruptedException {
        return simulator.get("/totals").at("/live/count").asInt();
    }

    private int framesIn() throws IOException, InterruptedException {
        int in = 0;
        for (var frame : simulator.get("/frames").path("frames")) {
            in += frame.path("direction").asText().equals("in") ? 1 : 0;
        }
        return in;
    }
}
