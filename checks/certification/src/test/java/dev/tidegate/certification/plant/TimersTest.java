package dev.tidegate.certification.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimersTest {
    @TempDir
    private Path profile;

    @Test
    void of_anEcho_isDividedPlainly() throws IOException {
        assertThat(of("echoEvery: ${GATEWAY_ECHO_INTERVAL:-PT300S}", "GATEWAY_ECHO_INTERVAL"))
                .isEqualTo("PT5S");
    }

    @Test
    void of_whatIsWaitedFor_isNeverShorterThanAMachineNeeds() throws IOException {
        assertThat(of("live: ${GATEWAY_LIVE_TIMER:-PT10S}", "GATEWAY_LIVE_TIMER"))
                .isEqualTo("PT2S");
    }

    @Test
    void of_aPause_isNeverLongerThanAPersonWaits() throws IOException {
        assertThat(of("most: \"${GATEWAY_REPEAT_MOST:-PT15M}\"", "GATEWAY_REPEAT_MOST"))
                .isEqualTo("PT1S");
    }

    @Test
    void of_aWordThatIsNoSpan_isLeftAlone() throws IOException {
        Files.writeString(profile.resolve("profile.yml"), "closeTime: ${GATEWAY_BATCH_CLOSE:-none}");

        assertThat(Timers.of(profile, 60)).isEmpty();
    }

    @Test
    void of_aRealHost_isNothing() throws IOException {
        Files.writeString(profile.resolve("profile.yml"), "live: ${GATEWAY_LIVE_TIMER:-PT10S}");

        assertThat(Timers.of(profile, 1)).isEmpty();
    }

    private String of(String line, String name) throws IOException {
        Files.writeString(profile.resolve("profile.yml"), line);
        return String.valueOf(Timers.of(profile, 60).get(name));
    }
}
