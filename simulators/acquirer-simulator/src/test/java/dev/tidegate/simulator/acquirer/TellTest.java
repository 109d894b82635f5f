package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.issuer.TripleDesKey;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.IsoCodec;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Mti;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of the host's own, and the line under codes. */
final class TellTest {
    private static final LineOptions CODED =
            LineOptions.PLAIN.with("--mac", "whole").orElseThrow();
    private static final TripleDesKey EXCHANGE = LineMac.key(LineOptions.EXCHANGE_KEY);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "iso87-generic, echo, 0800, 70, 301",
        "iso87-generic, signOff, 0800, 70, 002",
        "elavon-like, echo, 1804, 24, 831",
        "ifsf-like, echo, 1820, 24, 831",
        "ifsf-like, signOn, 1820, 24, 801"
    })
    void tell_function_comesAsTheDialectHasIt(String dialect, String function, String mti, int field, String code)
            throws Exception {
        LineOptions line = LineOptions.PLAIN.with("--dialect", dialect).orElseThrow();
        try (var simulator = new RunningSimulator(folder, line);
                HostClient gateway = simulator.connect()) {
            awaitConnection(gateway, line.dialect());

            assertThat(simulator
                            .post("/tell", "{'function':'" + function + "'}")
                            .path("told")
                            .asInt())
                    .isEqualTo(1);

            IsoMessage told = gateway.receive();
            assertThat(told.mti().digits()).isEqualTo(mti);
            assertThat(told.text(field)).isEqualTo(code);
        }
    }

    @Test
    void tell_whereAddressesWereHeard_goesBackToThem() throws Exception {
        LineOptions line = LineOptions.PLAIN.with("--dialect", "elavon-like").orElseThrow();
        try (var simulator = new RunningSimulator(folder, line);
                HostClient gateway = simulator.connect()) {
            gateway.sendRaw("001F" + "6000010000" + "1804023001000000000011221304050000012611221304050831");
            String answer = gateway.receiveRaw(2 + 5 + 28);

            var ignored = simulator.post("/tell", "{'function':'echo'}");

            assertThat(answer).startsWith("0021" + "6000000001");
            assertThat(gateway.receiveRaw(2 + 5)).endsWith("6000000001");
        }
    }

    @Test
    void tell_many_areAFlood() throws Exception {
        try (var simulator = new RunningSimulator(folder);
                HostClient gateway = simulator.connect()) {
            assertThat(gateway.code(Messages.echo())).isEqualTo("00");

            simulator.post("/tell", "{'function':'echo','count':100}");

            for (int i = 1; i <= 100; i++) {
                assertThat(Integer.parseInt(gateway.receive().text(11))).isEqualTo(i);
            }
        }
    }

    @Test
    void tell_cutOver_turnsTheDayFirst() throws Exception {
        try (var simulator = new RunningSimulator(folder);
                HostClient gateway = simulator.connect()) {
            assertThat(gateway.code(Messages.echo())).isEqualTo("00");

            simulator.post("/tell", "{'function':'cutOver'}");

            assertThat(gateway.receive().text(15)).isEqualTo("1123");
            assertThat(simulator.get("/batches").path("businessDate").asText()).isEqualTo("2026-11-23");
        }
    }

    @Test
    void keyChange_takenByTheGateway_isUsedFromThenOn() throws Exception {
        try (var simulator = new RunningSimulator(folder, CODED);
                HostClient gateway = simulator.connect()) {
            assertThat(gateway.code(Messages.echo())).isEqualTo("00");
            simulator.post("/tell", "{'function':'keyChange'}");
            IsoMessage change = gateway.receive();
            TripleDesKey key = EXCHANGE.unwrap(change.text(48).substring(3, 35));
            assertThat(change.text(48)).endsWith(key.checkValue());

            gateway.send(new IsoMessage(new Mti("0810"), change.without(48).fields()).with(39, "00"));
            IsoMessage answer = exchange(gateway, Messages.sale(), key);

            assertThat(answer.text(39)).isEqualTo("00");
            assertThat(answer).isEqualTo(coded(answer.without(64), key));
            assertThat(simulator.get("/keys").path("current").asText()).isEqualTo(key.checkValue());
        }
    }

    @Test
    void keyChange_inFlightUnderTheOldKey_isStillBelieved() throws Exception {
        try (var simulator = new RunningSimulator(folder, CODED);
                HostClient gateway = simulator.connect()) {
            gateway.send(keyRequest());
            TripleDesKey key = EXCHANGE.unwrap(gateway.receive().text(48).substring(3, 35));

            IsoMessage answer = exchange(gateway, Messages.sale(), LineMac.key(LineOptions.MAC_KEY));

            assertThat(answer.text(39)).isEqualTo("00");
            assertThat(answer).isEqualTo(coded(answer.without(64), key));
        }
    }

    @Test
    void pinKeyChange_thatIsTaken_changesTheKeyOfPinsAlone() throws Exception {
        try (var simulator = new RunningSimulator(folder, CODED);
                HostClient gateway = simulator.connect()) {
            assertThat(gateway.code(Messages.echo())).isEqualTo("00");
            String codes = simulator.get("/keys").path("current").asText();

            simulator.post("/tell", "{'function':'pinKeyChange'}");
            IsoMessage change = gateway.receive();
            TripleDesKey key = EXCHANGE.unwrap(change.text(48).substring(3, 35));
            gateway.send(new IsoMessage(new Mti("0810"), change.without(48).fields()).with(39, "00"));
            assertThat(gateway.code(Messages.echo())).isEqualTo("00");

            assertThat(change.text(48)).startsWith("PAK").endsWith(key.checkValue());
            assertThat(simulator.get("/keys").path("pin").asText()).isEqualTo(key.checkValue());
            assertThat(simulator.get("/keys").path("current").asText()).isEqualTo(codes);
        }
    }

    @Test
    void keyChange_spoiled_keepsTheOldKey() throws Exception {
        try (var simulator = new RunningSimulator(folder, CODED);
                HostClient gateway = simulator.connect()) {
            assertThat(gateway.code(Messages.echo())).isEqualTo("00");

            simulator.post("/tell", "{'function':'keyChange','spoiled':true}");
            String offer = gateway.receive().text(48);

            assertThat(offer)
                    .doesNotEndWith(EXCHANGE.unwrap(offer.substring(3, 35)).checkValue());
            assertThat(simulator.get("/keys").path("current").asText())
                    .isEqualTo(LineMac.key(LineOptions.MAC_KEY).checkValue());
        }
    }

    @Test
    void sale_withAWrongCode_isAnswered97AndNotBooked() throws Exception {
        try (var simulator = new RunningSimulator(folder, CODED);
                HostClient gateway = simulator.connect()) {
            IsoMessage sale = coded(Messages.sale(), LineMac.key(LineOptions.MAC_KEY));

            assertThat(gateway.code(sale.with(64, "0000000000000000"))).isEqualTo("97");
            assertThat(gateway.code(sale.without(64))).isEqualTo("97");
            assertThat(simulator.get("/totals").at("/live/count").asInt()).isZero();
        }
    }

    @Test
    void badMac_onACodedLine_isTheCodeThatIsWrong() throws Exception {
        TripleDesKey key = LineMac.key(LineOptions.MAC_KEY);
        try (var simulator = new RunningSimulator(folder, CODED);
                HostClient gateway = simulator.connect()) {
            simulator.post("/rules", "[{'action':'badMac'}]");

            IsoMessage answer = exchange(gateway, Messages.sale(), key);

            assertThat(answer.text(39)).isEqualTo("00");
            assertThat(answer.text(64))
                    .isNotEqualTo(coded(answer.without(64), key).text(64));
        }
    }

    private static IsoMessage exchange(HostClient gateway, IsoMessage message, TripleDesKey key) throws Exception {
        gateway.send(coded(message, key));
        return gateway.receive();
    }

    /** The message with its code, computed here from its bytes. */
    private static IsoMessage coded(IsoMessage message, TripleDesKey key) {
        byte[] open = new IsoCodec(Dialect.ISO87_GENERIC).encode(message.with(64, "0000000000000000"));
        byte[] mac = key.macPaddedWithZeros(Arrays.copyOf(open, open.length - 8));
        return message.with(64, HexFormat.of().withUpperCase().formatHex(mac));
    }

    private static IsoMessage keyRequest() {
        var fields = new TreeMap<Integer, String>();
        fields.put(7, "1122123000");
        fields.put(11, "000098");
        fields.put(70, "101");
        return new IsoMessage(new Mti("0800"), fields);
    }

    /** Answers an echo, so that the host has the connection. */
    private static void awaitConnection(HostClient gateway, Dialect dialect) throws Exception {
        gateway.send(
                dialect == Dialect.ISO87_GENERIC
                        ? Messages.echo()
                        : Messages1993.network(dialect.network().digits(), "831"));
        assertThat(gateway.receive().mti().isAnswer()).isTrue();
    }
}
