package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A till that lives a hard life: sales, flushes, stops, crashes, torn records, slots cut off, tails lost. Whatever
 * came, the gateway takes every record that is left, in order, and knows of each that is not. A failure names its seed.
 */
final class ChainStormTest {
    private static final int STEPS = 40;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> chain_aHardLife_staysOneChain() {
        return LongStream.range(0, 40)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> new Life(seed).live()));
    }

    @Test
    void flush_besideAWriter_losesNothing() throws Exception {
        Tape tape = Tape.started(folder);
        FutureTask<Integer> flusher = new FutureTask<>(() -> {
            int flushes = 0;
            while (tape.records.size() < 400) {
                tape.seal().flush();
                flushes++;
            }
            return flushes;
        });
        Thread thread = Thread.ofPlatform().start(flusher);
        List<Octets> made = new ArrayList<>();

        for (int i = 0; i < 400; i++) {
            JournalRecord record = tape.append(Samples.shown(i));
            made.add(record.raw());
        }
        thread.join();
        tape.stop();

        assertThat(flusher.get()).isPositive();
        assertThat(tape.start().lastGood()).isEqualTo(401);
        assertThat(made).hasSize(400);
    }

    /** One till's life by one seed. */
    private final class Life {
        private final SplittableRandom chance;
        private final Tape tape;
        private final GateBench gate = new GateBench(Samples.TILL);
        private final List<Octets> sent = new ArrayList<>();

        Life(long seed) {
            this.chance = new SplittableRandom(seed);
            this.tape = Tape.started(folder.resolve("."), Samples.TILL, seed);
        }

        void live() {
            for (int step = 0; step < STEPS; step++) {
                switch (chance.nextInt(10)) {
                    case 0, 1, 2, 3 -> tape.append(Samples.stored(step));
                    case 4 -> tape.append(new JournalEntry.Offered(1));
                    case 5 -> tape.flush();
                    case 6 -> upload();
                    case 7 -> crash();
                    case 8 -> stop();
                    default -> lose();
                }
            }
            upload();
            assertThat(gate.chain().lastSeq())
                    .isEqualTo(RecordFrame.read(tape.records.getLast()).seq());
        }

        private void upload() {
            for (Octets record : tape.records) {
                assertThat(gate.word(record)).isIn("OK", "DUPLICATE");
                sent.add(record);
            }
        }

        // The newest record may be torn, if it was never confirmed: here, if the gateway has not seen it.
        private void crash() {
            Octets last = tape.records.getLast();
            boolean torn = chance.nextBoolean() && !sent.contains(last);
            if (torn) {
                tape.records.set(tape.records.size() - 1, last.slice(0, chance.nextInt(last.length())));
            }
            tape.crash();
            cutSlot();
            tape.start();
        }

        private void stop() {
            tape.stop();
            cutSlot();
            tape.start();
        }

        private void lose() {
            tape.stop();
            int kept = 1 + chance.nextInt(tape.records.size());
            tape.records.subList(kept, tape.records.size()).clear();
            tape.start();
        }

        // A power cut in the middle of a write of one slot. It is never that of the only good one: a write begins with
        // the other.
        private void cutSlot() {
            byte[] file = tape.stateBytes();
            if (chance.nextInt(3) == 0 && isWhole(file, ChainFile.SLOT_A) && isWhole(file, ChainFile.SLOT_B)) {
                int slot = chance.nextBoolean() ? ChainFile.SLOT_A : ChainFile.SLOT_B;
                for (int i = chance.nextInt(ChainState.BYTES); i < ChainState.BYTES; i++) {
                    file[slot + i] = (byte) chance.nextInt(256);
                }
                tape.writeState(file);
            }
        }

        private static boolean isWhole(byte[] file, int slot) {
            return ChainState.of(Arrays.copyOfRange(file, slot, slot + ChainState.BYTES)) != null;
        }
    }

    @Test
    void epoch_ofAProcess_isInAllItsRecords() {
        Tape tape = Tape.started(folder);
        tape.appendStored(2);

        List<UUID> epochs = tape.records.stream()
                .map(RecordFrame::read)
                .map(RecordFrame::epochId)
                .distinct()
                .toList();
        tape.stop();
        tape.start();

        assertThat(epochs).hasSize(1);
        assertThat(RecordFrame.read(tape.records.getLast()).epochId()).isNotIn(epochs);
    }
}
