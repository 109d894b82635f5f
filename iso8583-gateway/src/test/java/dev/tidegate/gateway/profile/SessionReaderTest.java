package dev.tidegate.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.gateway.fixture.Profiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a profile says that its connections are kept. */
class SessionReaderTest {
    @TempDir
    private Path folder;

    @Test
    void session_ofTheGenericProfile_isReadAsItStands() {
        Session session = Profiles.generic().session();

        assertThat(session.signOn()).isEqualTo("001");
        assertThat(session.signOff()).isEqualTo("002");
        assertThat(session.accepts("00")).isTrue();
        assertThat(session.accepts("91")).isFalse();
        assertThat(session.matchOn()).isEqualTo(List.of(11, 41));
        assertThat(session.interim().codes()).isEqualTo(Set.of("09"));
        assertThat(session.host().keyFields()).containsExactly(48);
    }

    @Test
    void signOnAndSignOff_leftOut_areNone() throws IOException {
        Session session = Profiles.edited(
                        folder, Map.of("  signOn: \"001\"\n", "", "  signOff: \"002\"\n", ""), Map.of())
                .session();

        assertThat(session.signOn()).isEmpty();
        assertThat(session.signOff()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 10", "2, 20", "3, 30", "4, 30", "1000, 30"})
    void interimAnswers_addToTheWaitUpToTheCap(int heard, int seconds) {
        Session.Interim interim = new Session.Interim(Set.of("09"), Duration.ofSeconds(10), Duration.ofSeconds(30));

        assertThat(interim.added(heard)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            matchOn: "11 41"            | matchOn: "41"              | session.matchOn
            matchOn: "11 41"            | matchOn: "2 11"            | session.matchOn
            matchOn: "11 41"            | matchOn: "11 x"            | session.matchOn: x is no field
            GATEWAY_ECHO_LEAST:-PT10S   | GATEWAY_ECHO_LEAST:-PT2M   | session.echoEvery: is shorter than echoLeast
            keyFields: "48", checkField | checkField                 | session.host.keyFields
            codes: "09", extend         | code: "09", extend         | session.interim.codes
            """)
    void session_withAHole_namesIt(String text, String by, String named) {
        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> Profiles.edited(folder, text, by))
                .withMessageContaining(named);
    }
}
