package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.RecordSeal.Admission;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records whose sealed body the till has let go. */
final class BodyGoneTest {
    @TempDir
    private Path folder;

    private Tape tape;
    private JournalRecord stored;
    private Octets bare;

    @BeforeEach
    void start() {
        tape = Tape.started(folder);
        stored = tape.append(Samples.stored(1));
        bare = tape.seal().withoutBody(stored.raw());
    }

    @Test
    void withoutBody_hasTheBodysHashInItsPlace() {
        byte[] whole = stored.raw().toByteArray();
        int bodyAt = whole.length - 32 - 65 - 272;
        byte[] body = java.util.Arrays.copyOfRange(whole, bodyAt, whole.length - 32);

        assertThat(bare.length()).isEqualTo(whole.length - 65 - 272 + 32);
        assertThat(bare.slice(0, bodyAt)).isEqualTo(stored.raw().slice(0, bodyAt));
        assertThat(bare.slice(bodyAt, bodyAt + 32)).isEqualTo(Octets.of(Sha256.of(body)));
        assertThat(bare.slice(bodyAt + 32, bare.length()))
                .isEqualTo(stored.raw().slice(bodyAt + 337, whole.length));
    }

    @Test
    void read_bodyGone_saysTheSameButTheBody() {
        JournalRecord read = tape.seal().read(bare);

        JournalEntry.Stored was = Samples.stored(1);
        assertThat(read.entry()).isEqualTo(new JournalEntry.Stored(was.payment(), was.sale(), was.kind(), null));
        assertThat(read.isBodyGone()).isTrue();
        assertThat(read.link()).isEqualTo(stored.link());
        assertThat(read.seq()).isEqualTo(stored.seq());
        assertThat(read.wroteAt()).isEqualTo(stored.wroteAt());
    }

    @Test
    void withoutBody_ofARecordThatHasNone_isTheRecord() {
        JournalRecord shown = tape.append(Samples.shown(1));

        assertThat(tape.seal().withoutBody(shown.raw())).isEqualTo(shown.raw());
        assertThat(tape.seal().withoutBody(bare)).isEqualTo(bare);
        assertThat(shown.isBodyGone()).isFalse();
    }

    @Test
    void admit_bodiesGone_theChainAndTheMacHold() {
        JournalRecord shown = tape.append(Samples.shown(1));
        JournalRecord next = tape.append(Samples.stored(2));
        ChainSeal again = ChainSeal.load(tape.state, tape.till);

        List<Octets> all =
                List.of(tape.records.getFirst(), bare, shown.raw(), tape.seal().withoutBody(next.raw()));

        assertThat(all).allSatisfy(raw -> assertThat(again.admit(raw)).isInstanceOf(Admission.Good.class));
    }

    @Test
    void admit_anyBitOfABodylessRecordFlipped_isBad() {
        for (int bit = 0; bit < bare.length() * 8; bit += 3) {
            byte[] raw = bare.toByteArray();
            raw[bit / 8] ^= (byte) (1 << bit % 8);
            ChainSeal again = ChainSeal.load(tape.state, tape.till);
            Admission ignored = again.admit(tape.records.getFirst());

            assertThat(again.admit(Octets.of(raw))).as("bit %s", bit).isInstanceOf(Admission.Bad.class);
        }
    }

    @Test
    void follows_namesTheLinkBefore() {
        JournalRecord shown = tape.append(Samples.shown(1));

        assertThat(tape.seal().follows(shown.raw(), stored.link())).isTrue();
        assertThat(tape.seal().follows(shown.raw(), shown.link())).isFalse();
        assertThat(tape.seal()
                        .follows(bare, tape.seal().read(tape.records.getFirst()).link()))
                .isTrue();
    }

    @Test
    void withoutBodyAndFollows_bytesThatAreNoRecord_areRefused() {
        Octets nonsense = Octets.of(new byte[200]);

        assertThatThrownBy(() -> tape.seal().withoutBody(nonsense)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tape.seal().follows(nonsense, stored.link()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void read_bodyGone_isNotForAGatewayYet() {
        assertThatThrownBy(() -> RecordFrame.read(bare)).hasMessage("BAD_LENGTH");
    }

    @Test
    void next_anEntryWithoutItsBody_isRefused() {
        JournalEntry.Stored was = Samples.stored(3);

        assertThatThrownBy(() -> tape.append(new JournalEntry.Stored(was.payment(), was.sale(), was.kind(), null)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
