package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InvocationTest {
    @Test
    void serve_withWhatIsNeeded_takesTheUsualForTheRest() {
        Invocation invocation = parse("--reader 127.0.0.1:35963 --state here");

        assertThat(invocation)
                .isEqualTo(new Invocation.Serve(
                        InetSocketAddress.createUnresolved("127.0.0.1", 35963),
                        0,
                        Path.of("here"),
                        1,
                        Invocation.TEST_MASTER_KEY));
    }

    @Test
    void serve_withEverything_takesIt() {
        String key = "00112233445566778899AABBCCDDEEFF";

        Invocation invocation =
                parse("--control 8100 --issuer-master-key " + key + " --first-atc 9 --state s --reader [::1]:1");

        assertThat(invocation)
                .isEqualTo(new Invocation.Serve(
                        InetSocketAddress.createUnresolved("[::1]", 1), 8100, Path.of("s"), 9, key));
    }

    @Test
    void export_namesTheFile() {
        assertThat(parse("--export-capks keys.json")).isEqualTo(new Invocation.ExportKeys(Path.of("keys.json")));
    }

    @Test
    void help_comesBeforeAnyMistake() {
        assertThat(parse("--whatever --help")).isEqualTo(new Invocation.Help());
    }

    @ParameterizedTest
    @CsvSource({
        "--state s, --reader is missing",
        "--reader h:1, --state is missing",
        "--reader h:1 --state s --speed 9, unknown option --speed",
        "--reader h:1 --state, --state has to be followed by a value",
        "--reader h:1 --state s --state t, --state is given twice",
        "--reader h --state s, --reader has to be HOST:PORT",
        "--reader :1 --state s, --reader has to be HOST:PORT",
        "--reader h:0 --state s, --reader has to be a number from 1 to 65535",
        "--reader h:x --state s, --reader has to be a number from 1 to 65535",
        "--reader h:1 --state s --control 65536, --control has to be a number from 0 to 65535",
        "--reader h:1 --state s --control -1, --control has to be a number from 0 to 65535",
        "--reader h:1 --state s --first-atc 0, --first-atc has to be a number from 1 to 65535",
        "--reader h:1 --state s --issuer-master-key 00, --issuer-master-key has to be 32 hexadecimal digits",
        "--export-capks f --state s, --export-capks stands alone"
    })
    void mistake_isNamed(String line, String words) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage(words);
    }

    @Test
    void key_isNeitherPrintedNorRepeated() {
        assertThat(parse("--reader h:1 --state s").toString()).doesNotContain(Invocation.TEST_MASTER_KEY);
        assertThatThrownBy(() -> parse("--reader h:1 --state s --issuer-master-key 5EC2E7"))
                .hasMessageNotContaining("5EC2E7");
    }

    @Test
    void list_standsAloneOrForAProgram() {
        assertThat(parse("--list")).isEqualTo(new Invocation.ListCards(false));
        assertThat(parse("--list --json")).isEqualTo(new Invocation.ListCards(true));
        assertThatThrownBy(() -> parse("--list --state s")).isInstanceOf(StartRefusedException.class);
    }

    @Test
    void serialLine_standsInThePlaceOfTheReader() {
        Invocation.Serve serve = (Invocation.Serve) parse("--serial /dev/ttyS0 --state s");

        assertThat(serve.contact()).isEqualTo(new Invocation.Line.Serial(Path.of("/dev/ttyS0")));
        assertThatThrownBy(() -> parse("--serial a --reader h:1 --state s")).isInstanceOf(StartRefusedException.class);
    }

    @Test
    void contactlessReaderAndCards_areTaken() {
        Invocation.Serve serve =
                (Invocation.Serve) parse("--reader h:1 --state s --contactless-reader h:2 --cards own.json");

        assertThat(serve.contactless().orElseThrow().getPort()).isEqualTo(2);
        assertThat(serve.cards()).contains(Path.of("own.json"));
    }

    private static Invocation parse(String line) {
        return Invocation.parse(List.of(line.split(" ")));
    }
}
