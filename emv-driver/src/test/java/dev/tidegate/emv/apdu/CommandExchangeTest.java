package dev.tidegate.emv.apdu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.apdu.CardChannel.Transmission;
import dev.tidegate.emv.apdu.CommandExchange.Exchange;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.ProtocolReader;
import dev.tidegate.emv.testcard.ScriptCard;
import dev.tidegate.emv.testcard.Vectors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandExchangeTest {
    private static final JsonNode VECTORS = Vectors.json("scripts/emv-utils-apdu-pcsc.json");

    @TestFactory
    Stream<DynamicTest> send_eachScriptOfTheVectors_givesItsAnswer() {
        JsonNode scripts = VECTORS.get("scripts");
        System.out.println("apdu: " + scripts.size() + " scripts");
        return scripts.propertyStream()
                .map(script -> DynamicTest.dynamicTest(script.getKey(), () -> {
                    ScriptCard card = ScriptCard.of(script.getValue());
                    String command = script.getValue().get(0).get("c").asText();
                    String expected =
                            VECTORS.get("expected").get(script.getKey()).asText();

                    ResponseApdu response = answer(new CommandExchange(card).send(command(command)));

                    assertThat(card.left()).isZero();
                    if (expected.length() == 4) {
                        assertThat(response.statusWord()).isEqualTo(Integer.parseInt(expected, 16));
                        assertThat(response.data().length()).isZero();
                    } else {
                        assertThat(Hex.of(response.data())).isEqualTo(expected);
                    }
                }));
    }

    /** The same one level below: what a reader says to a card of T=0, and the card to it. */
    @TestFactory
    Stream<DynamicTest> send_eachScriptOfTheProtocol_givesItsAnswer() {
        JsonNode vectors = Vectors.json("scripts/emv-utils-tpdu-t0.json");
        System.out.println("tpdu: " + vectors.get("scripts").size() + " scripts");
        return vectors.get("scripts")
                .propertyStream()
                .map(script -> DynamicTest.dynamicTest(script.getKey(), () -> {
                    ProtocolReader reader = new ProtocolReader();
                    script.getValue().forEach(line -> reader.on(text(line, "c"), text(line, "r")));
                    String expected = text(vectors.get("expected"), script.getKey());

                    ResponseApdu response = answer(new CommandExchange(reader).send(ofScript(script.getValue())));

                    assertThat(reader.left()).isZero();
                    boolean status = expected.length() == 4;
                    assertThat(Hex.of(response.data())).isEqualTo(status ? "" : expected);
                    assertThat(response.statusWord())
                            .isEqualTo(
                                    status
                                            ? Integer.parseInt(expected, 16)
                                            : script.getKey().contains("warning") ? 0x6286 : ResponseApdu.SUCCESS);
                }));
    }

    // SELECT has data and an answer, EXTERNAL AUTHENTICATE data alone, READ RECORD an answer alone; case 1 neither.
    private static CommandApdu ofScript(JsonNode lines) {
        String header = text(lines.get(0), "c");
        return switch (header.substring(0, 4)) {
            case "00A4" -> command(header + "315041592E5359532E4444463031" + "00");
            case "0082" -> command(header + "DEADBEEF");
            case "00B2" -> command(header);
            default -> command(header.substring(0, 8));
        };
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).asText();
    }

    @Test
    void send_warningWithDataBehindIt_keepsTheWarning() {
        ScriptCard card = new ScriptCard()
                .on("00A4040005A00000000300", "6283")
                .on("00C0000000", "6C02")
                .on("00C0000002", "6F009000");

        ResponseApdu response = answer(new CommandExchange(card).send(select()));

        assertThat(response.statusWord()).isEqualTo(ResponseApdu.DEACTIVATED);
        assertThat(Hex.of(response.data())).isEqualTo("6F00");
    }

    @Test
    void send_warningWithNothingBehindIt_isTheAnswer() {
        ScriptCard card = new ScriptCard().on("00A4040005A00000000300", "6283").on("00C0000000", "6D00");

        assertThat(answer(new CommandExchange(card).send(select())).statusWord())
                .isEqualTo(0x6283);
    }

    @Test
    void send_warningToACommandWithoutAnswer_isTheAnswer() {
        ScriptCard card = new ScriptCard().on("0082000008" + "1122334455667788", "6300");

        CommandApdu command = CommandApdu.externalAuthenticate(Octets.ofHex("1122334455667788"));

        assertThat(answer(new CommandExchange(card).send(command)).statusWord()).isEqualTo(0x6300);
    }

    @Test
    void send_answerInTooManyPieces_isBroken() {
        CardChannel card = answering("6101");

        assertThat(new CommandExchange(card).send(select())).isInstanceOf(Exchange.Broken.class);
    }

    @Test
    void send_answerOfMoreThanAnAnswerHolds_isBroken() {
        CardChannel card = answering("00".repeat(200) + "61C8");

        assertThat(new CommandExchange(card).send(select())).isInstanceOf(Exchange.Broken.class);
    }

    @ParameterizedTest
    @CsvSource({"REMOVED, Removed", "LOST, Lost", "SILENT, Broken"})
    void send_noAnswer_saysWhy(Transmission transmission, String expected) {
        CardChannel card = (command, response) -> transmission;

        assertThat(new CommandExchange(card).send(select()).getClass().getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void send_answerWithoutStatus_isBroken() {
        assertThat(new CommandExchange(answering("90")).send(select())).isInstanceOf(Exchange.Broken.class);
        assertThat(new CommandExchange(answering("")).send(select())).isInstanceOf(Exchange.Broken.class);
    }

    @Test
    void send_moreCommandsThanATransactionHas_isBroken() {
        CommandExchange exchange = new CommandExchange(answering("9000"));
        for (int i = 0; i < CommandExchange.COMMANDS_MAX; i++) {
            assertThat(exchange.send(select())).isInstanceOf(Exchange.Answered.class);
        }

        assertThat(exchange.send(select())).isInstanceOf(Exchange.Broken.class);
    }

    @Test
    void send_anyCommand_leavesNothingInTheBuffers() {
        List<byte[]> buffers = new ArrayList<>();
        CardChannel card = (command, response) -> {
            buffers.add(command.array());
            buffers.add(response.array());
            response.put(Hex.bytes("5A0847617390010101199000"));
            return Transmission.ANSWERED;
        };

        ResponseApdu response = answer(new CommandExchange(card).send(select()));
        response.wipe();

        assertThat(buffers).hasSize(2).allSatisfy(buffer -> assertThat(buffer).containsOnly(0));
        assertThat(Hex.of(response.data())).isEqualTo("0".repeat(20));
    }

    private static CardChannel answering(String hex) {
        return (ByteBuffer command, ByteBuffer response) -> {
            response.put(Hex.bytes(hex));
            return Transmission.ANSWERED;
        };
    }

    private static CommandApdu select() {
        return CommandApdu.select(Octets.ofHex("A000000003"), false);
    }

    private static CommandApdu command(String hex) {
        return CommandApdu.ofIssuer(Octets.ofHex(hex));
    }

    private static ResponseApdu answer(Exchange exchange) {
        if (exchange instanceof Exchange.Answered answered) {
            return answered.response();
        }
        throw new AssertionError("expected an answer, not " + exchange);
    }
}
