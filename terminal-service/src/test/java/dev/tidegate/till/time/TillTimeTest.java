package dev.tidegate.till.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.fake.TestClock;
import dev.tidegate.till.fake.TestUptime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a till goes by while people move the machine's clock, and over a restart. */
final class TillTimeTest {
    private static final Instant NOON = Samples.NOON;
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestClock machine = new TestClock();
    private final TestUptime uptime = new TestUptime();
    private Path file;

    @BeforeEach
    void file(@TempDir Path folder) {
        file = folder.resolve("time");
    }

    @Test
    void instant_withNothingKept_beginsByTheMachinesClock() {
        assertThat(open().instant()).isEqualTo(NOON);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 3, 900})
    void instant_theMachinesClockMovedByDays_goesOnAsIfNothingWere(int days) {
        TillTime time = open();

        machine.move(Duration.ofDays(days));
        uptime.pass(HOUR);

        assertThat(time.instant()).isEqualTo(NOON.plus(HOUR));
        assertThat(time.machineAhead()).isEqualTo(Duration.ofDays(days).minus(HOUR));
    }

    @Test
    void heard_theGatewaysWord_isTheTimeFromThenOn() {
        TillTime time = open();

        time.heard(NOON.minusSeconds(500));
        uptime.pass(Duration.ofSeconds(7));

        assertThat(time.instant()).isEqualTo(NOON.minusSeconds(493));
        assertThat(time.isHeard()).isTrue();
    }

    @Test
    void heard_whatAnAnswersWayMayCost_movesNothing() {
        TillTime time = open();

        time.heard(NOON.minusMillis(1_900));

        assertThat(time.instant()).isEqualTo(NOON);
        assertThat(time.isHeard()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 0, 3})
    void open_afterARestart_goesOnWhateverTheMachinesClockSays(int days) throws IOException {
        TillTime before = open();
        before.heard(NOON.plusSeconds(100));
        before.keep();

        machine.move(Duration.ofDays(days));
        uptime.pass(HOUR);

        assertThat(open().instant()).isEqualTo(NOON.plusSeconds(100).plus(HOUR));
    }

    @Test
    void open_afterTheMachineWasOffWithItsClockPutBack_goesOnFromWhatWasKept() throws IOException {
        open().keep();

        uptime.reboot();
        machine.move(Duration.ofDays(-3));

        assertThat(open().instant()).isEqualTo(NOON);
    }

    @Test
    void open_afterTheMachineWasOff_takesItsWordForHowLong() throws IOException {
        open().keep();

        uptime.reboot();
        machine.move(HOUR);

        assertThat(open().instant()).isEqualTo(NOON.plus(HOUR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "now",
                "-5 6 7",
                "9999999999999999 6 ",
                "1 99999999999999999999 a",
                "1 2 3 4",
                "1 2 ../../etc"
            })
    void open_aFileThatCannotBeRead_beginsByTheMachinesClock(String kept) throws IOException {
        Path ignored = Files.writeString(file, kept);

        assertThat(open().instant()).isEqualTo(NOON);
    }

    @Test
    void open_aFileThatClaimsMoreThanALong_neverKeepsTheTillFromStarting() throws IOException {
        Path ignored = Files.writeString(file, "1 9999999999999999999 " + uptime.boot());

        assertThat(open().instant()).isEqualTo(NOON);
    }

    @Test
    void keep_aFolderThatIsGone_saysSoAndTheTimeGoesOn(@TempDir Path folder) {
        TillTime time = TillTime.open(folder.resolve("gone/time"), machine, uptime);

        assertThat(org.assertj.core.api.Assertions.catchException(time::keep)).isInstanceOf(IOException.class);
        assertThat(time.instant()).isEqualTo(NOON);
    }

    private TillTime open() {
        return TillTime.open(file, machine, uptime);
    }
}
