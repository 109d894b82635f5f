package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.JournalFullException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpaceTest {
    private static final long MIB = 1024 * 1024;
    private static final long RESERVE = 3 * MIB;

    static List<JournalEntry> sales() {
        return List.of(Entries.asked(1), Entries.stored(1));
    }

    static List<JournalEntry> others() {
        return List.of(
                Entries.answered(1),
                Entries.shown(1),
                Entries.offered(1),
                Entries.voided(1),
                Entries.captured(1),
                new JournalEntry.EpochOpen(0, 0),
                JournalEntry.Checkpoint.unsigned(),
                new JournalEntry.EpochClose(Entries.NOON));
    }

    @TempDir
    private Path folder;

    /** What is free while the reserve is not there. */
    private long disk = 100 * MIB;

    private Space space() {
        return new Space(folder, RESERVE, () -> disk - held());
    }

    private long held() throws IOException {
        Path reserve = folder.resolve(Space.NAME);
        return Files.exists(reserve) ? Files.size(reserve) : 0;
    }

    @ParameterizedTest
    @MethodSource("sales")
    void sale_onADiskWithRoom_passes(JournalEntry entry) {
        assertThatCode(() -> space().admit(entry)).doesNotThrowAnyException();
    }

    @Test
    void sale_onADiskWithRoom_takesTheReserveFirst() throws Exception {
        space().admit(Entries.stored(1));

        assertThat(held()).isEqualTo(RESERVE);
    }

    @Test
    void record_whenTheRoomGoesAsSoonAsItIsAskedFor_passes() throws Exception {
        space().prepare();
        long[] free = {100 * MIB, 0};
        int[] asked = {0};
        Space vanishing = new Space(folder, RESERVE, () -> free[Math.min(asked[0]++, 1)]);

        assertThatCode(() -> vanishing.admit(Entries.captured(1))).doesNotThrowAnyException();
        assertThat(held()).isEqualTo(RESERVE);
    }

    @Test
    void reserve_isOfRealBlocks() throws Exception {
        space().prepare();

        Process stat = new ProcessBuilder(
                        "stat", "-c", "%b %B", folder.resolve(Space.NAME).toString())
                .start();
        String[] blocks = new String(stat.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .strip()
                .split(" ");
        assertThat(Long.parseLong(blocks[0]) * Long.parseLong(blocks[1])).isGreaterThanOrEqualTo(RESERVE);
    }

    @ParameterizedTest
    @MethodSource("sales")
    void sale_withTooLittleRoom_isRefused(JournalEntry entry) {
        Space space = space();
        space.prepare();
        disk = RESERVE + Space.ACCEPT_BYTES_MIN - 1;

        assertThatThrownBy(() -> space.admit(entry)).isInstanceOf(JournalFullException.class);
    }

    @Test
    void sale_withJustEnoughRoom_passes() {
        Space space = space();
        space.prepare();
        disk = RESERVE + Space.ACCEPT_BYTES_MIN;

        assertThatCode(() -> space.admit(Entries.stored(1))).doesNotThrowAnyException();
    }

    @Test
    void sale_withoutRoomForTheReserve_isRefused() {
        disk = RESERVE + Space.ACCEPT_BYTES_MIN - 1;

        assertThatThrownBy(() -> space().admit(Entries.stored(1))).isInstanceOf(JournalFullException.class);
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherRecord_withTooLittleRoom_eatsTheReserve(JournalEntry entry) throws Exception {
        Space space = space();
        space.prepare();
        disk = RESERVE + MIB;

        space.admit(entry);

        assertThat(held()).isEqualTo(RESERVE - MIB);
    }

    @Test
    void otherRecord_withRoom_leavesTheReserve() throws Exception {
        Space space = space();
        space.prepare();
        disk = RESERVE + 2 * MIB;

        space.admit(Entries.shown(1));

        assertThat(held()).isEqualTo(RESERVE);
    }

    @Test
    void otherRecord_withoutRoomOrReserve_isRefused() {
        disk = MIB - 1;

        assertThatThrownBy(() -> space().admit(Entries.shown(1))).isInstanceOf(JournalFullException.class);
    }

    @Test
    void sale_afterTheReserveWasEaten_isRefused() {
        Space space = space();
        space.prepare();
        disk = RESERVE + MIB;
        space.admit(Entries.shown(1));
        disk = Space.ACCEPT_BYTES_MIN + RESERVE - 1;

        assertThatThrownBy(() -> space.admit(Entries.stored(1))).isInstanceOf(JournalFullException.class);
    }

    @Test
    void sale_onceThereIsRoomAgain_refillsTheReserve() throws Exception {
        Space space = space();
        space.prepare();
        disk = RESERVE + MIB;
        space.admit(Entries.shown(1));
        disk = 100 * MIB;

        space.admit(Entries.stored(1));

        assertThat(held()).isEqualTo(RESERVE);
    }

    @Test
    void diskThatCannotBeAsked_isBroken() {
        Space space = new Space(folder, RESERVE, () -> {
            throw new IOException("gone");
        });

        assertThatThrownBy(() -> space.admit(Entries.stored(1))).isInstanceOf(JournalBrokenException.class);
    }

    @Test
    void noReserve_isEnough_whereNoneIsWanted() {
        Space space = new Space(folder, 0, () -> Space.ACCEPT_BYTES_MIN);

        assertThatCode(() -> space.admit(Entries.stored(1))).doesNotThrowAnyException();
    }

    @Test
    void isAmple_withRoomAndReserve_is() {
        Space space = space();
        space.prepare();

        assertThat(space.isAmple()).isTrue();
    }

    @Test
    void isAmple_beforeTheReserveIsTaken_isNot_andTakesNone() throws IOException {
        assertThat(space().isAmple()).isFalse();
        assertThat(held()).isZero();
    }

    @Test
    void isAmple_withTooLittleForASale_isNot() {
        Space space = space();
        space.prepare();
        disk = RESERVE + Space.ACCEPT_BYTES_MIN - 1;

        assertThat(space.isAmple()).isFalse();
    }

    @Test
    void isAmple_onADiskThatCannotBeAsked_isNot() {
        Space space = new Space(folder, 0, () -> {
            throw new IOException("Input/output error");
        });

        assertThat(space.isAmple()).isFalse();
    }
}
