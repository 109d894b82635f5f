package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.port.JournalBrokenException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two slots, and what a power cut leaves of them. */
final class ChainFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void create() {
        file = folder.resolve("chain.state");
        ChainFile.create(file, state(1));
    }

    static ChainState found(Path file) {
        try (ChainFile open = ChainFile.open(file)) {
            ChainState found = open.found();
            if (found == null) {
                throw new AssertionError("both slots are bad");
            }
            return found;
        }
    }

    @Test
    void create_aFile_holdsTheStateInBothSlots() throws Exception {
        assertThat(found(file).nextSeq()).isEqualTo(1);
        assertThat(Files.size(file)).isEqualTo(4_096 + 160);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        spoil(ChainFile.SLOT_B);
        assertThat(found(file).nextSeq()).isEqualTo(1);
    }

    @Test
    void slot_aState_liesAsDrawn() {
        ChainState state = state(7);

        ByteBuffer slot = ByteBuffer.wrap(state.slot(5));

        assertThat(new String(slot.array(), 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("TGCS");
        assertThat(slot.getInt(4)).isEqualTo(0x01000000);
        assertThat(slot.getLong(8)).isEqualTo(5);
        assertThat(slot.getLong(16)).isEqualTo(Samples.TILL.value().getMostSignificantBits());
        assertThat(slot.getLong(32)).isEqualTo(1);
        assertThat(slot.getLong(48)).isEqualTo(7);
        assertThat(slot.get(56)).isEqualTo((byte) 7);
        assertThat(Arrays.copyOfRange(slot.array(), 88, 120))
                .isEqualTo(state.key().bytes());
        assertThat(slot.getLong(120)).isEqualTo(99);
        assertThat(slot.array()).hasSize(160);
    }

    @Test
    void write_aState_isFoundInEitherSlot() {
        write(2);

        assertThat(found(file).nextSeq()).isEqualTo(2);
        spoil(ChainFile.SLOT_A);
        assertThat(found(file).nextSeq()).isEqualTo(2);
    }

    @Test
    void write_cutOffInTheFirstSlot_leavesTheStateBefore() throws Exception {
        write(2);
        byte[] before = Files.readAllBytes(file);
        write(3);
        byte[] after = Files.readAllBytes(file);

        for (int written = 0; written < ChainState.BYTES; written++) {
            byte[] cut = before.clone();
            System.arraycopy(after, ChainFile.SLOT_A, cut, ChainFile.SLOT_A, written);
            Files.write(file, cut);
            assertThat(found(file).nextSeq()).as("cut after " + written).isIn(2L, 3L);
        }
    }

    @Test
    void write_cutOffInTheSecondSlot_leavesTheNewState() throws Exception {
        write(2);
        byte[] before = Files.readAllBytes(file);
        write(3);
        byte[] after = Files.readAllBytes(file);

        for (int written = 0; written < ChainState.BYTES; written++) {
            byte[] cut = after.clone();
            System.arraycopy(before, ChainFile.SLOT_B + written, cut, ChainFile.SLOT_B + written, 160 - written);
            Files.write(file, cut);
            assertThat(found(file).nextSeq()).as("cut after " + written).isEqualTo(3);
        }
    }

    @Test
    void open_afterManyWrites_findsTheNewest() {
        for (int seq = 2; seq < 20; seq++) {
            write(seq);
            assertThat(found(file).nextSeq()).isEqualTo(seq);
        }
    }

    @Test
    void open_everyBitFlipOfASlot_spoilsTheSlot() {
        byte[] slot = state(4).slot(9);

        for (int bit = 0; bit < slot.length * 8; bit++) {
            byte[] flipped = slot.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(ChainState.of(flipped)).as("bit " + bit).isNull();
        }
    }

    @Test
    void open_noise_isNoState() {
        SplittableRandom chance = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[ChainState.BYTES];
            chance.nextBytes(noise);
            assertThat(ChainState.of(noise)).isNull();
        }
    }

    @Test
    void open_shortFile_isNoState() throws Exception {
        for (int length : new int[] {0, 1, 159, 160, 4_096, 4_200}) {
            byte[] whole = new byte[4_256];
            System.arraycopy(state(3).slot(1), 0, whole, 0, 160);
            Files.write(file, Arrays.copyOf(whole, length));
            try (ChainFile open = ChainFile.open(file)) {
                assertThat(open.found() != null).as("length " + length).isEqualTo(length >= 160);
            }
        }
    }

    @Test
    void open_aFolder_isTheDisksRefusal() {
        Assertions.assertThatThrownBy(() -> ChainFile.open(folder)).isInstanceOf(JournalBrokenException.class);
    }

    private void write(int nextSeq) {
        try (ChainFile open = ChainFile.open(file)) {
            open.write(state(nextSeq));
        }
    }

    private void spoil(int slot) {
        try {
            byte[] whole = Files.readAllBytes(file);
            whole[slot + 100] ^= 1;
            Files.write(file, whole);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ChainState state(int nextSeq) {
        ChainKey key = ChainKey.first(Samples.TILL, Samples.secret()).at(nextSeq);
        return new ChainState(Samples.TILL, new UUID(1, 2), Samples.bytes(32, nextSeq), key, 99);
    }
}
