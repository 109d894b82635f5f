package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.core.card.Octets;
import dev.tidegate.gateway.fixture.Sales;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code tidegate decode} and {@code tidegate profile} say, and with which code they end. */
class DecodeCommandTest {
    private static final String ECHO = "0800822000000000000004000000000000001122130405000001" + "0301";
    private static final String DECLINED = "0210723800000AC0800016" + Sales.NUMBER
            + "000000000000001250112213040500001714040511223632363332303030303030313531" + "54494C4C30303031"
            + "4D45524348414E54303030303030310978";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    @Test
    void decode_ofHexadecimalDigits_explainsEachField() {
        assertThat(decode(ECHO.getBytes(StandardCharsets.US_ASCII))).isZero();
        assertThat(said())
                .contains("iso87-generic, 28 bytes: 0800 network")
                .contains("    26     2  70    Network management information code      301")
                .contains("The frame is as the profile says.");
    }

    @Test
    void decode_ofDigitsWithBlanksAndLines_readsThem() {
        String spaced = ECHO.replaceAll("(.{4})", "$1 ").replaceFirst(" ", "\n");

        assertThat(decode(spaced.getBytes(StandardCharsets.US_ASCII))).isZero();
    }

    @Test
    void decode_ofBytes_explainsTheSame() {
        assertThat(decode(Octets.ofHex(ECHO).toByteArray())).isZero();
    }

    @Test
    void decode_ofAFrameThatDisagrees_namesTheFirstByteAndEndsWithOne() {
        assertThat(decode(ECHO.substring(0, 40).getBytes(StandardCharsets.US_ASCII)))
                .isOne();
        assertThat(said()).contains("First disagreement at byte 20");
    }

    @Test
    void decode_asJson_isOneObject() throws IOException {
        decode(ECHO.getBytes(StandardCharsets.US_ASCII), "--json");

        JsonNode read = new ObjectMapper().readTree(said());
        assertThat(read.get("type").asText()).isEqualTo("0800");
        assertThat(read.get("lines").get(4).get("field").asInt()).isEqualTo(70);
        assertThat(read.get("disagreement").isNull()).isTrue();
    }

    @Test
    void decode_ofAFrameWithACardNumber_showsItsLastFourDigits() {
        decode(DECLINED.getBytes(StandardCharsets.US_ASCII));

        assertThat(said() + complaints).contains("**** 0119").doesNotContain(Sales.NUMBER);
    }

    @Test
    void decode_ofNothing_endsWithThree() {
        assertThat(decode(new byte[0])).isEqualTo(3);
        assertThat(complaints.toString(StandardCharsets.UTF_8)).contains("no frame on the standard input");
    }

    @Test
    void decode_underAnUnknownProfile_endsWithThree() {
        int code = DecodeCommand.commandLine(
                        new ByteArrayInputStream(ECHO.getBytes(StandardCharsets.US_ASCII)),
                        stream(out),
                        stream(complaints))
                .execute("--profile", "nobody", "--profiles", "../config/acquirers");

        assertThat(code).isEqualTo(3);
    }

    @Test
    void profileCheck_ofTheShippedOnes_findsNoHole() {
        assertThat(check("iso87-generic", "elavon-like", "ifsf-like")).isZero();
        assertThat(said())
                .contains("elavon-like: ISO 8583:1993, ")
                .contains("the deferred mark is invented: not for a real host")
                .contains("messages are authenticated: the gateway needs a key for them");
    }

    @Test
    void profileCheck_ofOneThatIsNotThere_namesTheFile() {
        assertThat(check("nobody")).isOne();
        assertThat(said()).contains("profile.yml: cannot be read");
    }

    private int check(String... names) {
        List<String> arguments = new ArrayList<>(List.of("--profiles", "../config/acquirers", "check"));
        arguments.addAll(List.of(names));
        return ProfileCommand.commandLine(stream(out)).execute(arguments.toArray(String[]::new));
    }

    private int decode(byte[] input, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--profile", "iso87-generic", "--profiles", "../config/acquirers"));
        arguments.addAll(List.of(more));
        return DecodeCommand.commandLine(new ByteArrayInputStream(input), stream(out), stream(complaints))
                .execute(arguments.toArray(String[]::new));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
