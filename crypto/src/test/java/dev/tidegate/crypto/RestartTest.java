package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.port.ChainLostException;
import dev.tidegate.core.port.RecordSeal.Admission;
import dev.tidegate.core.port.RecordSeal.Recovered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each row of the table "On start" of the crypto design: q = last seq of the queue, s = next seq of the state. */
final class RestartTest {
    @TempDir
    Path folder;

    private Tape tape;

    @BeforeEach
    void start() {
        tape = Tape.started(folder);
        tape.appendStored(4); // EPOCH_OPEN and four: q = 5
    }

    @Test
    void open_cleanStop_goesOnWithoutLoss() {
        tape.stop();

        Recovered recovered = tape.start();

        assertThat(recovered).isEqualTo(new Recovered(5, 0, 0, 0));
        assertThat(newest().seq()).isEqualTo(6);
        assertGatewayTakesAll();
    }

    @Test
    void open_stateNeverWritten_goesForwardOverTheRecords() {
        tape.crash();

        Recovered recovered = tape.start();

        assertThat(recovered).isEqualTo(new Recovered(5, 0, 0, 5));
        assertGatewayTakesAll();
    }

    @Test
    void open_stateBehind_countsWhatItDidNotKnow() {
        tape.flush();
        tape.appendStored(3);
        tape.crash();

        assertThat(tape.start()).isEqualTo(new Recovered(8, 0, 0, 3));
        assertGatewayTakesAll();
    }

    @Test
    void open_tornLastRecord_doesNotUseItsNumberAgain() {
        tape.flush();
        tape.append(Samples.stored(9));
        tape.damage(5);
        tape.crash();

        Recovered recovered = tape.start();

        assertThat(recovered).isEqualTo(new Recovered(5, 6, 6, 0));
        assertThat(newest().seq()).isEqualTo(7);
        assertThat(newest().flags()).isEqualTo(RecordFrame.FLAG_LOSS);
        assertGatewayTakesAll();
    }

    @Test
    void open_severalTornRecords_areAllNamed() {
        tape.flush();
        ChainSeal again = ChainSeal.load(tape.state, Samples.TILL);
        tape.records.forEach(again::admit);
        again.skipTorn();
        again.skipTorn();
        again.skipTorn();

        assertThat(again.open(new UUID(3, 4))).isEqualTo(new Recovered(5, 6, 8, 0));
        assertThat(again.next(new JournalEntry.EpochOpen(6, 8), Samples.NOON).seq())
                .isEqualTo(9);
    }

    @Test
    void open_tornAndThenRestartedAgain_readsOverTheNamedGap() {
        tape.append(Samples.stored(9));
        tape.damage(5);
        tape.crash();
        tape.start();
        tape.append(Samples.stored(10));
        tape.stop();

        Recovered recovered = tape.start();

        assertThat(recovered).isEqualTo(new Recovered(8, 0, 0, 0));
        assertGatewayTakesAll();
    }

    @Test
    void open_queueShorterThanTheState_reportsTheLossAndSkipsTheNumbers() {
        tape.stop();
        tape.records.subList(3, 5).clear();

        Recovered recovered = tape.start();

        assertThat(recovered).isEqualTo(new Recovered(3, 4, 5, 0));
        assertThat(newest().seq()).isEqualTo(6);
        assertThat(newest().flags()).isEqualTo(RecordFrame.FLAG_LOSS);
        assertGatewayTakesAll();
    }

    @Test
    void open_queueGone_reportsEverything() {
        tape.stop();
        tape.records.clear();

        assertThat(tape.start()).isEqualTo(new Recovered(0, 1, 5, 0));
        assertThat(newest().seq()).isEqualTo(6);
    }

    @Test
    void open_tornBelowTheState_namesAllUpToTheState() {
        tape.stop();
        tape.records.removeLast();
        tape.records.set(3, tape.records.get(3).slice(0, 200));

        assertThat(tape.start()).isEqualTo(new Recovered(3, 4, 5, 0));
        assertGatewayTakesAll();
    }

    @Test
    void admit_badRecordBeforeGoodOnes_namesItAndGoesOn() {
        tape.damage(2);
        tape.crash();

        List<Admission> admissions = admissions();

        assertThat(admissions.get(2)).isEqualTo(new Admission.Bad("BAD_MAC"));
        assertThat(admissions.get(3)).isInstanceOf(Admission.Good.class);
        assertThat(admissions.get(4)).isInstanceOf(Admission.Good.class);
    }

    @Test
    void admit_badOldRecord_isFoundByTheNextLink() {
        tape.stop(); // All keys of these records are gone.
        tape.damage(2);

        List<Admission> admissions = admissions();

        assertThat(admissions.get(2)).as("nobody can know yet").isInstanceOf(Admission.Good.class);
        assertThat(admissions.get(3)).isEqualTo(new Admission.Bad("CHAIN_BROKEN"));
        assertThat(admissions.get(4)).isInstanceOf(Admission.Good.class);
    }

    @Test
    void admit_lastOldRecordChanged_isFoundByTheState() {
        tape.stop();
        tape.damage(4);

        assertThat(admissions().get(4)).isEqualTo(new Admission.Bad("CHAIN_BROKEN"));
    }

    @Test
    void admit_finishedRecordsLetGo_beginsAnywhere() {
        tape.stop();
        tape.records.subList(0, 2).clear();

        assertThat(tape.start()).isEqualTo(new Recovered(5, 0, 0, 0));
    }

    @Test
    void admit_gapSwapDuplicateAndStranger_areNamed() {
        Tape other = Tape.started(folder, Samples.OTHER_TILL);
        tape.crash();
        List<Octets> r = List.copyOf(tape.records);

        assertThat(names(r.get(0), r.get(2), r.get(3))).containsExactly("good", "GAP", "good");
        assertThat(names(r.get(0), r.get(2), r.get(1), r.get(3))).containsExactly("good", "GAP", "good", "GAP");
        assertThat(names(r.get(0), r.get(1), r.get(1), r.get(2))).containsExactly("good", "good", "DUPLICATE", "good");
        assertThat(names(r.get(0), other.records.getFirst(), r.get(1))).containsExactly("good", "UNKNOWN_TILL", "good");
        assertThat(names(Samples.bytes(10, 0), r.get(0))).containsExactly("BAD_LENGTH", "good");
    }

    @Test
    void open_oneSlotBad_usesTheOther() {
        tape.stop();
        byte[] file = tape.stateBytes();
        file[ChainFile.SLOT_A] = 0;
        tape.writeState(file);

        assertThat(tape.start()).isEqualTo(new Recovered(5, 0, 0, 0));
    }

    @Test
    void open_bothSlotsBad_saysThatTheChainIsLost() {
        tape.stop();
        byte[] file = tape.stateBytes();
        file[ChainFile.SLOT_A + 20] ^= 1;
        file[ChainFile.SLOT_B + 20] ^= 1;
        tape.writeState(file);
        ChainSeal seal = ChainSeal.load(tape.state, Samples.TILL);

        assertThat(tape.records.stream().map(seal::admit)).allMatch(Admission.Good.class::isInstance);
        assertThatThrownBy(() -> seal.open(new UUID(1, 1))).isInstanceOf(ChainLostException.class);
        seal.close();
        assertThat(tape.stateBytes())
                .as("nothing is written over what may still be looked at")
                .isEqualTo(file);
    }

    @Test
    void open_noStateAtAll_saysThatTheChainIsLost() throws IOException {
        tape.stop();
        Files.delete(tape.state);
        ChainSeal seal = ChainSeal.load(tape.state, Samples.TILL);

        assertThat(seal.admit(tape.records.getFirst())).isInstanceOf(Admission.Good.class);
        assertThatThrownBy(() -> seal.open(new UUID(1, 1))).isInstanceOf(ChainLostException.class);
    }

    @Test
    void open_stateOfAnotherTill_saysThatTheChainIsLost() {
        tape.stop();

        assertThatThrownBy(() -> ChainSeal.load(tape.state, Samples.OTHER_TILL).open(new UUID(1, 1)))
                .isInstanceOf(ChainLostException.class);
    }

    private RecordFrame newest() {
        return RecordFrame.read(tape.records.getLast());
    }

    private List<Admission> admissions() {
        ChainSeal seal = ChainSeal.load(tape.state, Samples.TILL);
        return tape.records.stream().map(seal::admit).toList();
    }

    private List<String> names(Octets... records) {
        ChainSeal seal = ChainSeal.load(tape.state, Samples.TILL);
        return java.util.Arrays.stream(records)
                .map(seal::admit)
                .map(each -> each instanceof Admission.Bad(var what) ? what : "good")
                .toList();
    }

    // Whatever happened at the till: what it goes on with is a chain that the gateway accepts.
    private void assertGatewayTakesAll() {
        RecordGate gate = new RecordGate((till, seq) -> null);
        TillChain chain = TillChain.enrolled(Samples.TILL, Samples.secret());
        for (Octets raw : tape.records) {
            Acceptance acceptance = gate.accept(raw, chain);
            assertThat(acceptance).isInstanceOf(Acceptance.Accepted.class);
            chain = ((Acceptance.Accepted) acceptance).next();
        }
    }
}
