package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.port.Journal.Acknowledged;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CursorFileTest {
    @TempDir
    private Path folder;

    private CursorFile cursor;

    private static Acknowledged upTo(long contiguous, Long... setAside) {
        return new Acknowledged(contiguous, new TreeSet<>(List.of(setAside)));
    }

    private static ChainReceipt receipt(long seq, int certificateBytes) {
        byte[] signature = new byte[ChainSignature.VALUE_BYTES];
        byte[] certificate = new byte[certificateBytes];
        Arrays.fill(signature, (byte) seq);
        Arrays.fill(certificate, (byte) 0x30);
        return new ChainReceipt(
                seq,
                Octets.of(Arrays.copyOf(signature, 32)),
                new ChainSignature(Octets.of(signature), Octets.of(certificate)));
    }

    @BeforeEach
    void setUp() throws IOException {
        cursor = CursorFile.load(folder);
    }

    private Acknowledged reloaded() throws IOException {
        return CursorFile.load(folder).acknowledged();
    }

    private void damage(int at, int length) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(CursorFile.NAME));
        Arrays.fill(bytes, at, at + length, (byte) 0x5A);
        Files.write(folder.resolve(CursorFile.NAME), bytes);
    }

    @Test
    void newFile_beginsAtTheBeginning() throws Exception {
        assertThat(reloaded()).isEqualTo(upTo(0));
    }

    @Test
    void advance_isOnDisk() throws Exception {
        cursor.advance(upTo(10, 3L, 7L));

        assertThat(reloaded()).isEqualTo(upTo(10, 3L, 7L));
    }

    @Test
    void advance_manyTimes_keepsTheLast() throws Exception {
        for (long seq = 1; seq <= 50; seq++) {
            cursor.advance(upTo(seq));

            assertThat(reloaded().contiguous()).isEqualTo(seq);
        }
    }

    @Test
    void advance_backwards_staysWhereItIs() throws Exception {
        cursor.advance(upTo(10));
        cursor.advance(upTo(9));

        assertThat(reloaded()).isEqualTo(upTo(10));
    }

    @Test
    void setAside_isNeverForgotten() throws Exception {
        cursor.advance(upTo(10, 3L));
        cursor.advance(upTo(11, 4L));

        assertThat(reloaded()).isEqualTo(upTo(11, 3L, 4L));
    }

    @Test
    void advance_toTheSame_writesNothing() throws Exception {
        cursor.advance(upTo(10));
        byte[] before = Files.readAllBytes(folder.resolve(CursorFile.NAME));

        cursor.advance(upTo(10));

        assertThat(folder.resolve(CursorFile.NAME)).hasBinaryContent(before);
    }

    @Test
    void fullList_isKept() throws Exception {
        Acknowledged full = upTo(
                5_000, LongStream.range(0, CursorFile.SET_ASIDE_MAX).boxed().toArray(Long[]::new));

        cursor.advance(full);

        assertThat(reloaded()).isEqualTo(full);
    }

    @Test
    void oneMoreThanTheList_isRefused() throws Exception {
        Acknowledged tooMany = upTo(
                5_000,
                LongStream.rangeClosed(0, CursorFile.SET_ASIDE_MAX).boxed().toArray(Long[]::new));

        assertThatIllegalArgumentException().isThrownBy(() -> cursor.advance(tooMany));
        assertThat(reloaded()).isEqualTo(upTo(0));
    }

    @Test
    void newerSlot_torn_leavesTheOneBefore() throws Exception {
        cursor.advance(upTo(10));
        cursor.advance(upTo(20));
        // The first write goes to the second slot.
        damage(0, 100);

        assertThat(reloaded()).isEqualTo(upTo(10));
    }

    @Test
    void olderSlot_torn_changesNothing() throws Exception {
        cursor.advance(upTo(10));
        cursor.advance(upTo(20));
        damage(CursorFile.SLOT_DISTANCE, 100);

        assertThat(reloaded()).isEqualTo(upTo(20));
    }

    @Test
    void bothSlots_torn_beginAgain() throws Exception {
        cursor.advance(upTo(10));
        cursor.advance(upTo(20));
        damage(0, 100);
        damage(CursorFile.SLOT_DISTANCE, 100);

        assertThat(reloaded()).isEqualTo(upTo(0));
    }

    @Test
    void shortFile_keepsTheSlotItHas() throws Exception {
        cursor.advance(upTo(10));
        cursor.advance(upTo(20));
        byte[] bytes = Files.readAllBytes(folder.resolve(CursorFile.NAME));
        Files.write(folder.resolve(CursorFile.NAME), Arrays.copyOf(bytes, CursorFile.SLOT_DISTANCE));

        assertThat(reloaded()).isEqualTo(upTo(20));
    }

    @Test
    void writeCutAtAnyPage_givesTheOldOrTheNew() throws Exception {
        Random chance = Seeds.chance("cut cursor");
        cursor.advance(upTo(10, 1L));
        for (int round = 0; round < 200; round++) {
            Acknowledged before = reloaded();
            Acknowledged after = upTo(before.contiguous() + 1 + chance.nextInt(5), 1L);
            byte[] old = Files.readAllBytes(folder.resolve(CursorFile.NAME));
            CursorFile.load(folder).advance(after);
            byte[] cut = Files.readAllBytes(folder.resolve(CursorFile.NAME));
            for (int sector = 0; sector < cut.length; sector += 512) {
                if (chance.nextBoolean()) {
                    System.arraycopy(old, sector, cut, sector, 512);
                }
            }
            Files.write(folder.resolve(CursorFile.NAME), cut);

            assertThat(reloaded()).isIn(before, after);
        }
    }

    @Test
    void receipt_isOnDiskBesideAFullList() throws Exception {
        Acknowledged full = new Acknowledged(
                5_000,
                new TreeSet<>(
                        LongStream.range(0, CursorFile.SET_ASIDE_MAX).boxed().toList()),
                receipt(5_000, ChainSignature.CERTIFICATE_BYTES_MAX));

        cursor.advance(full);

        assertThat(reloaded()).isEqualTo(full);
    }

    @Test
    void receipt_olderThanTheKnown_isNotKept() throws Exception {
        cursor.advance(new Acknowledged(10, new TreeSet<>(), receipt(10, 500)));
        cursor.advance(new Acknowledged(11, new TreeSet<>(), receipt(9, 500)));
        cursor.advance(upTo(12));

        assertThat(reloaded().receipt()).isEqualTo(receipt(10, 500));
    }

    @Test
    void receipt_alone_isWritten() throws Exception {
        cursor.advance(upTo(10));

        cursor.advance(new Acknowledged(10, new TreeSet<>(), receipt(10, 500)));

        assertThat(reloaded().receipt().seq()).isEqualTo(10);
    }

    @Test
    void receipt_afterACut_isKept() throws Exception {
        cursor.advance(new Acknowledged(10, new TreeSet<>(), receipt(10, 500)));

        cursor.cutTo(5);

        assertThat(cursor.acknowledged().receipt())
                .as("it is the proof that the end is missing")
                .isEqualTo(receipt(10, 500));
    }

    @Test
    void fileOfTheFirstVersion_isRead() throws Exception {
        cursor.advance(upTo(10, 3L));
        byte[] bytes = Files.readAllBytes(folder.resolve(CursorFile.NAME));
        bytes[CursorFile.SLOT_DISTANCE + 5] = 0;
        CRC32C crc = new CRC32C();
        crc.update(bytes, CursorFile.SLOT_DISTANCE, CursorFile.SLOT_BYTES - 4);
        ByteBuffer.wrap(bytes).putInt(CursorFile.SLOT_DISTANCE + CursorFile.SLOT_BYTES - 4, (int) crc.getValue());
        Files.write(folder.resolve(CursorFile.NAME), bytes);

        assertThat(reloaded()).isEqualTo(upTo(10, 3L));
    }

    @Test
    void read_changesNothing() throws Exception {
        cursor.advance(upTo(10, 3L));
        byte[] before = Files.readAllBytes(folder.resolve(CursorFile.NAME));

        assertThat(CursorFile.read(folder.resolve(CursorFile.NAME))).isEqualTo(upTo(10, 3L));

        assertThat(folder.resolve(CursorFile.NAME)).hasBinaryContent(before);
        assertThatThrownBy(() -> CursorFile.read(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void cut_goesBack_untilTheNextAdvance() throws Exception {
        cursor.advance(upTo(10, 3L, 8L));

        cursor.cutTo(5);

        assertThat(cursor.acknowledged()).isEqualTo(upTo(5, 3L));
    }

    @Test
    void advance_afterACut_isWritten() throws Exception {
        cursor.advance(upTo(10));
        cursor.cutTo(5);

        cursor.advance(upTo(6));

        assertThat(reloaded()).isEqualTo(upTo(6));
    }
}
