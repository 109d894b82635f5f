package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Making records, and when a key is where. */
final class ChainSealTest {
    @TempDir
    Path folder;

    private Tape tape;

    @BeforeEach
    void start() {
        tape = Tape.started(folder);
    }

    @Test
    void next_firstRecord_linksToTheGenesis() {
        RecordFrame first = RecordFrame.read(tape.records.getFirst());

        assertThat(first.seq()).isEqualTo(1);
        assertThat(first.previous()).isEqualTo(RecordFrame.genesis(Samples.TILL));
    }

    @Test
    void next_eachRecord_linksToTheOneBefore() {
        JournalRecord second = tape.append(Samples.stored(1));
        JournalRecord third = tape.append(Samples.shown(1));

        assertThat(third.seq()).isEqualTo(second.seq() + 1);
        assertThat(RecordFrame.read(third.raw()).previous()).isEqualTo(second.link());
    }

    @Test
    void next_aRecord_carriesTheMacOfItsKey() throws GeneralSecurityException {
        JournalRecord second = tape.append(Samples.stored(1));

        ChainKey key = ChainKey.first(Samples.TILL, Samples.secret()).at(second.seq());
        byte[] mac = ChainKeyTest.mac(key.bytes(), second.link().toByteArray());
        assertThat(RecordFrame.read(second.raw()).mac()).isEqualTo(mac);
    }

    @Test
    void next_entryWithNanoseconds_givesWhatCanBeReadAgain() {
        JournalEntry close = new JournalEntry.EpochClose(Samples.NOON.plusNanos(1_999_999));

        JournalRecord record = tape.append(close);

        assertThat(record.entry()).isEqualTo(new JournalEntry.EpochClose(Samples.NOON.plusMillis(1)));
        assertThat(tape.seal().read(record.raw())).isEqualTo(record);
    }

    @Test
    void next_entryThatCannotBeWritten_leavesTheChainWhereItWas() {
        SealedBody odd = new SealedBody(1, Samples.bytes(8, 1), Samples.bytes(65, 2), Samples.bytes(100, 3));
        JournalEntry impossible =
                new JournalEntry.Stored(Samples.payment(1), Samples.sale(), StoredKind.DEFERRED_AUTHORISATION, odd);

        assertThatIllegalArgumentException().isThrownBy(() -> tape.seal().next(impossible, Samples.NOON));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tape.seal().next(new JournalEntry.EpochClose(Instant.MIN), Samples.NOON));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tape.seal().next(Samples.shown(1), Instant.EPOCH.minusSeconds(1)));

        assertThat(tape.append(Samples.shown(1)).seq()).isEqualTo(2);
    }

    @Test
    void read_whatIsNoRecord_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> tape.seal().read(Samples.bytes(200, 7)));
    }

    @Test
    void order_wrongAtAnyStep_isRefused() {
        ChainSeal open = tape.seal();
        ChainSeal fresh = ChainSeal.load(tape.state, Samples.TILL);

        assertThatIllegalStateException().isThrownBy(() -> open.admit(Samples.bytes(200, 0)));
        assertThatIllegalStateException().isThrownBy(open::skipTorn);
        assertThatIllegalStateException().isThrownBy(() -> open.open(new UUID(1, 2)));
        assertThatIllegalStateException().isThrownBy(() -> fresh.next(Samples.shown(1), Samples.NOON));
        assertThatIllegalStateException().isThrownBy(() -> fresh.durable(1));
        open.close();
        open.close();
        assertThatIllegalStateException().isThrownBy(() -> open.next(Samples.shown(1), Samples.NOON));
    }

    @Test
    void enrol_overAState_isRefused() {
        byte[] before = tape.stateBytes();

        assertThatThrownBy(() -> ChainSeal.enrol(tape.state, Samples.TILL, Samples.secret()))
                .isInstanceOf(KeyFileException.class);

        assertThat(tape.stateBytes()).isEqualTo(before);
    }

    @Test
    void flush_afterRecords_leavesNoOlderKeyInTheFile() {
        tape.appendStored(3);
        tape.flush();

        String file = HexFormat.of().formatHex(tape.stateBytes());

        ChainKey first = ChainKey.first(Samples.TILL, Samples.secret());
        for (int seq = 0; seq <= 4; seq++) {
            assertThat(file)
                    .as("key " + seq)
                    .doesNotContain(HexFormat.of().formatHex(first.at(seq).bytes()));
        }
        assertThat(file).contains(HexFormat.of().formatHex(first.at(5).bytes()));
    }

    @Test
    void flush_recordsThatAreNotDurable_areNotInTheFile() {
        tape.flush();
        tape.seal().next(Samples.stored(1), Samples.NOON);
        tape.seal().next(Samples.stored(2), Samples.NOON);
        byte[] before = tape.stateBytes();

        tape.flush();

        assertThat(tape.stateBytes()).isEqualTo(before);
    }

    @Test
    void flush_someDurable_writesTheNewestOfThose() {
        JournalRecord second = tape.seal().next(Samples.stored(1), Samples.NOON);
        JournalRecord third = tape.seal().next(Samples.stored(2), Samples.NOON);
        tape.seal().next(Samples.stored(3), Samples.NOON);
        tape.seal().durable(third.seq());

        tape.flush();

        ChainState found = ChainFileTest.found(tape.state);
        assertThat(found.nextSeq()).isEqualTo(4);
        assertThat(found.previous()).isEqualTo(third.link()).isNotEqualTo(second.link());
    }

    @Test
    void flush_nothingNew_writesNothing() {
        tape.flush();
        byte[] before = tape.stateBytes();

        tape.flush();

        assertThat(tape.stateBytes()).isEqualTo(before);
    }

    @Test
    void close_afterRecords_writesTheState() {
        tape.appendStored(2);
        tape.stop();

        assertThat(ChainFileTest.found(tape.state).nextSeq()).isEqualTo(4);
    }

    @Test
    void toString_ofAChain_namesNoKey() {
        TillChain chain = TillChain.enrolled(Samples.TILL, Samples.secret());

        assertThat(chain.toString().toUpperCase(Locale.ROOT))
                .doesNotContain(chain.key().hex());
    }
}
