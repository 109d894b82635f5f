package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.simulator.acquirer.tls.CertificateKind;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.Framing;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {
    @Test
    void of_allOptions_areRead() {
        Options options = Options.of(
                "--port",
                "9101",
                "--control",
                "9102",
                "--state",
                "run/acquirer",
                "--kill-at",
                "acquirer-before-booking",
                "--kill-at",
                "acquirer-after-booking:7",
                "--time-scale",
                "60");

        assertThat(options)
                .isEqualTo(new Options(
                        9101,
                        9102,
                        Path.of("run/acquirer"),
                        Map.of(KillPoint.ACQUIRER_BEFORE_BOOKING, 1, KillPoint.ACQUIRER_AFTER_BOOKING, 7),
                        60,
                        LineOptions.PLAIN));
    }

    @Test
    void of_stateOnly_takesAnyPorts() {
        assertThat(Options.of("--state", "s"))
                .isEqualTo(new Options(0, 0, Path.of("s"), Map.of(), 1, LineOptions.PLAIN));
    }

    @ParameterizedTest
    @CsvSource({
        "'--port 1', '--state: the folder of the ledger is required'",
        "'--state s --port', '--port: has no value, or is no option'",
        "'--state s --port 65536', '--port: a port is a number from 0 to 65535'",
        "'--state s --control x', '--control: a port is a number from 0 to 65535'",
        "'--state s --dialect iso2003', '--dialect: iso87-generic, elavon-like or ifsf-like'",
        "'--state s --framing tcp', '--framing: a framing begins with binary2 or ascii4'",
        "'--state s --mac some', '--mac: off, whole or fields'",
        "'--state s --mac-key 00', '--mac-key: a key of test is upper-case hex digits of its length'",
        "'--state s --kek 0123456789ABCDEF', '--kek: a key of test is upper-case hex digits of its length'",
        "'--state s --tls good', '--tls: trusted, wrongName, expired or unknownAuthority'",
        "'--state s --mutual maybe', '--mutual: yes or no'",
        "'--state s --faults all', '--faults: no, cents, terminal or both'",
        "'--state s --time-scale 0', '--time-scale: a number from 1 to 1000'",
        "'--state s --time-scale 1001', '--time-scale: a number from 1 to 1000'",
        "'--state s --ports 1', '--ports: no such option'",
        "'--state s --kill-at nowhere', '--kill-at: no such kill point'",
        "'--state s --kill-at acquirer-before-booking:0', '--kill-at: expected NAME or NAME:n'"
    })
    void of_impossible_isRefusedByName(String line, String fault) {
        assertThatThrownBy(() -> Options.of(line.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(fault);
    }

    @Test
    void of_theLine_isRead() {
        LineOptions line = Options.of(
                        "--state", "s",
                        "--dialect", "elavon-like",
                        "--framing", "ascii4+inclusive",
                        "--mac", "fields",
                        "--mac-key", "0123456789ABCDEF",
                        "--tls", "expired",
                        "--mutual", "yes",
                        "--faults", "both",
                        "--advice-without-track", "yes",
                        "--record", "yes")
                .line();

        assertThat(line)
                .isEqualTo(new LineOptions(
                        Dialect.ELAVON_LIKE,
                        Optional.of(Framing.of("ascii4+inclusive")),
                        LineMac.Coverage.FIELDS,
                        "0123456789ABCDEF",
                        LineOptions.EXCHANGE_KEY,
                        LineOptions.PIN_KEY,
                        Optional.of(CertificateKind.EXPIRED),
                        true,
                        StandardFaults.Chosen.BY_BOTH,
                        true,
                        true));
        assertThat(line).hasToString("LineOptions[elavon-like]");
    }

    @Test
    void help_faults_areAllThere() {
        assertThat(Options.help()).contains("--dialect", "--faults").contains(StandardFaults.described());
    }

    @Test
    void help_controlApi_namesEveryPath() {
        assertThat(Options.help()).contains(ControlRoutes.PATHS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "answer",
                "decline",
                "approvePart",
                "delay",
                "answerAfterReversal",
                "interim",
                "duplicateAnswer",
                "wrongAnswer",
                "bookThenDrop",
                "reset",
                "bookThenSilence",
                "dropBeforeBooking",
                "neverAnswer",
                "refuseConnections",
                "stopReading",
                "badMac",
                "garbage",
                "truncated",
                "trailing",
                "notDecimal",
                "badType",
                "unknownField",
                "oneByteAtATime",
                "keepAlive",
                "halfFrame",
                "together",
                "totalsOff"
            })
    void help_action_isExplained(String action) {
        assertThat(Options.help()).containsPattern("(?m)^  (?:[A-Za-z]+, )*" + action + "[ ,]");
    }

    @Test
    void help_width_fitsATerminal() {
        assertThat(Options.help().lines()).allMatch(line -> line.length() <= 120);
    }
}
