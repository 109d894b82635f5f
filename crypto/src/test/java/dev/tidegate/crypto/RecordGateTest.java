package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verdict table of the crypto design, and the attacks on a chain. */
final class RecordGateTest {
    @TempDir
    Path folder;

    private Tape tape;
    private GateBench gate;

    @BeforeEach
    void start() {
        tape = Tape.started(folder);
        tape.appendStored(4);
        gate = new GateBench(Samples.TILL);
    }

    @Test
    void accept_aChainInOrder_takesEach() {
        assertThat(words(tape.records)).containsOnly("OK");
        assertThat(gate.chain().lastSeq()).isEqualTo(5);
        assertThat(gate.chain().keySeq()).isEqualTo(6);
    }

    @Test
    void accept_aRecord_givesWhatTheTillWrote() {
        JournalRecord written = tape.append(Samples.shown(1));
        tape.records.subList(0, 5).forEach(gate::take);

        assertThat(gate.ask(written.raw())).isEqualTo(new Acceptance.Accepted(written, chainAfter(written), false));
    }

    @Test
    void accept_anyRecord_changesNothingByItself() {
        TillChain before = gate.chain();

        Acceptance first = gate.ask(tape.records.getFirst());

        assertThat(gate.ask(tape.records.getFirst())).isEqualTo(first);
        assertThat(gate.chain()).isEqualTo(before);
    }

    @Test
    void accept_recordsSentAgain_areDuplicates() {
        words(tape.records);

        assertThat(words(tape.records)).containsOnly("DUPLICATE");
    }

    @Test
    void accept_oneRecordLeftOut_isAGapAtItsPlace() {
        assertThat(words(without(2))).containsExactly("OK", "OK", "GAP from 3", "GAP from 3");
    }

    @Test
    void accept_twoRecordsSwapped_areAGapAtTheirPlace() {
        List<Octets> r = tape.records;

        assertThat(words(List.of(r.get(0), r.get(2), r.get(1), r.get(2))))
                .containsExactly("OK", "GAP from 2", "OK", "OK");
    }

    @Test
    void accept_oneRecordTwice_isADuplicateAtItsPlace() {
        List<Octets> r = tape.records;

        assertThat(words(List.of(r.get(0), r.get(1), r.get(1), r.get(2))))
                .containsExactly("OK", "OK", "DUPLICATE", "OK");
    }

    @Test
    void accept_recordOfAnotherTill_isRefused() {
        Tape other = Tape.started(folder, Samples.OTHER_TILL);

        assertThat(gate.word(other.records.getFirst())).isEqualTo("REFUSED UNKNOWN_TILL");
    }

    @Test
    void accept_restoredImageThatGoesOn_isAFork() {
        tape.flush();
        byte[] image = tape.stateBytes();
        List<Octets> imageRecords = List.copyOf(tape.records);
        tape.appendStored(5);
        words(tape.records);

        tape.crash();
        tape.writeState(image);
        tape.records.clear();
        tape.records.addAll(imageRecords);
        tape.start();

        assertThat(gate.word(tape.records.getLast())).isEqualTo("FORK at 6");
    }

    @Test
    void accept_forkOfTheVeryLastRecord_isAFork() {
        tape.flush();
        byte[] image = tape.stateBytes();
        List<Octets> imageRecords = List.copyOf(tape.records);
        tape.append(Samples.stored(7));
        words(tape.records);

        tape.crash();
        tape.writeState(image);
        tape.records.clear();
        tape.records.addAll(imageRecords);
        tape.start();

        assertThat(gate.word(tape.records.getLast())).isEqualTo("FORK at 6");
    }

    @Test
    void accept_numberThatWasReportedLost_isAFork() {
        List<Octets> kept = List.copyOf(tape.records);
        tape.stop();
        tape.records.subList(2, 5).clear();
        tape.start();
        words(tape.records);

        assertThat(gate.word(kept.get(3))).as("nobody can check it any more").isEqualTo("FORK at 4");
    }

    @Test
    void accept_thiefWithTodaysKey_cannotChangeYesterday() {
        words(tape.records.subList(0, 2));
        // He holds the key of record 6 and writes record 3 anew with it.
        byte[] raw = tape.records.get(2).toByteArray();
        raw[140] ^= 1;
        RecordFrame forged = RecordFrame.read(Octets.of(raw));
        ChainKey stolen = ChainKey.first(Samples.TILL, Samples.secret()).at(6);

        Octets signed = forged.withMac(stolen.mac(forged.link()));

        assertThat(gate.word(signed)).isEqualTo("SET_ASIDE BAD_MAC");
    }

    @Test
    void accept_badMac_countsAsReceivedAndTheNextPasses() {
        words(tape.records.subList(0, 2));
        byte[] raw = tape.records.get(2).toByteArray();
        raw[raw.length - 1] ^= 1;

        assertThat(gate.word(Octets.of(raw))).isEqualTo("SET_ASIDE BAD_MAC");
        assertThat(gate.word(Octets.of(raw))).as("sent again").isEqualTo("DUPLICATE");
        assertThat(gate.word(tape.records.get(3))).isEqualTo("OK");
    }

    @Test
    void accept_changedContent_marksItselfByTheNextLink() {
        words(tape.records.subList(0, 2));
        tape.damage(2);

        assertThat(words(tape.records.subList(2, 5))).containsExactly("SET_ASIDE BAD_MAC", "OK after BROKEN", "OK");
    }

    @Test
    void accept_goodMacAndAnImpossibleSummary_isSetAside() {
        words(tape.records.subList(0, 2));
        byte[] raw = tape.records.get(2).toByteArray();
        raw[130] ^= 0x40;
        RecordFrame odd = RecordFrame.read(Octets.of(raw));
        ChainKey own = ChainKey.first(Samples.TILL, Samples.secret()).at(3);

        assertThat(gate.word(odd.withMac(own.mac(odd.link())))).isEqualTo("SET_ASIDE BAD_PAYLOAD");
    }

    @Test
    void accept_lossNamedByTheTill_closesTheGap() {
        words(tape.records.subList(0, 2));
        tape.stop();
        tape.records.subList(2, 5).clear();
        tape.start();

        Acceptance.Accepted accepted = (Acceptance.Accepted) gate.take(tape.records.getLast());

        assertThat(accepted.record().entry()).isEqualTo(new JournalEntry.EpochOpen(3, 5));
        assertThat(accepted.previousBroken()).isFalse();
        assertThat(gate.word(tape.append(Samples.stored(9)).raw())).isEqualTo("OK");
    }

    @Test
    void accept_lossTheGatewayHasPartOf_closesTheRest() {
        words(tape.records.subList(0, 4));
        tape.stop();
        tape.records.subList(2, 5).clear();
        tape.start();

        assertThat(gate.word(tape.records.getLast())).isEqualTo("OK");
        assertThat(gate.chain().lastSeq()).isEqualTo(6);
    }

    @Test
    void accept_lossThatNamesTooLittle_staysAGap() {
        words(tape.records.subList(0, 1));
        tape.stop();
        tape.records.subList(3, 5).clear();
        tape.start();

        assertThat(gate.word(tape.records.getLast()))
                .as("2 and 3 are at the till")
                .isEqualTo("GAP from 2");
    }

    @Test
    void accept_lossThatTheTillNeverNamed_staysAGap() {
        words(tape.records.subList(0, 2));
        tape.stop();
        tape.records.subList(2, 5).clear();
        tape.start();
        byte[] raw = tape.records.getLast().toByteArray();
        raw[raw.length - 1] ^= 1;

        assertThat(gate.word(Octets.of(raw))).isEqualTo("GAP from 3");
    }

    @Test
    void accept_jumpFartherThanAnyTillGoes_isAGap() {
        ByteBuffer raw = ByteBuffer.wrap(tape.records.getFirst().toByteArray());
        raw.putLong(48, ChainKey.STEPS_MAX + 2L);

        assertThat(gate.word(Octets.of(raw.array()))).isEqualTo("GAP from 1");
    }

    @Test
    void claimed_ofARecordSetAside_saysWhatItClaims() {
        assertThat(RecordGate.claimed(tape.records.get(1))).isEqualTo(Samples.stored(0));
        assertThat(RecordGate.claimed(Samples.bytes(300, 1))).isNull();
    }

    @Test
    void chain_impossiblePlace_isRefused() {
        Octets key = Samples.bytes(32, 1);

        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> new TillChain(Samples.TILL, 4, key, 6, key));
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> new TillChain(Samples.TILL, 4, Samples.bytes(31, 1), 5, key));
    }

    private List<String> words(List<Octets> records) {
        return records.stream().map(gate::word).toList();
    }

    private List<Octets> without(int index) {
        return java.util.stream.IntStream.range(0, tape.records.size())
                .filter(i -> i != index)
                .mapToObj(tape.records::get)
                .toList();
    }

    private static TillChain chainAfter(JournalRecord record) {
        ChainKey next = ChainKey.first(Samples.TILL, Samples.secret()).at(record.seq() + 1);
        return new TillChain(Samples.TILL, record.seq(), record.link(), record.seq() + 1, Octets.of(next.bytes()));
    }
}
