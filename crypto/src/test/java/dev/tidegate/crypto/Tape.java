package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.RecordSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A till's journal in memory over a real chain state file, with starts and power cuts by hand. */
final class Tape {
    final Path state;
    final TillId till;
    final List<Octets> records = new ArrayList<>();
    private @Nullable ChainSeal seal;

    private Tape(Path state, TillId till) {
        this.state = state;
        this.till = till;
    }

    /** A new till whose first process has started and has written its EPOCH_OPEN. */
    static Tape started(Path folder) {
        return started(folder, Samples.TILL);
    }

    static Tape started(Path folder, TillId till) {
        return started(folder, till, 0);
    }

    static Tape started(Path folder, TillId till, long number) {
        Tape tape = new Tape(folder.resolve(till + "-" + number + ".state"), till);
        ChainSeal.enrol(tape.state, till, Samples.secret());
        tape.start();
        return tape;
    }

    ChainSeal seal() {
        ChainSeal now = seal;
        if (now == null) {
            throw new IllegalStateException("no process runs");
        }
        return now;
    }

    /** Admits all, opens, writes EPOCH_OPEN; a bad last record counts as torn and is cut off. */
    RecordSeal.Recovered start() {
        ChainSeal now = ChainSeal.load(state, till);
        seal = now;
        List<RecordSeal.Admission> admissions = records.stream().map(now::admit).toList();
        if (!admissions.isEmpty() && admissions.getLast() instanceof RecordSeal.Admission.Bad) {
            records.removeLast();
            now.skipTorn();
        }
        RecordSeal.Recovered recovered = now.open(UUID.randomUUID());
        append(new JournalEntry.EpochOpen(recovered.lostFrom(), recovered.lostTo()));
        return recovered;
    }

    /** Makes a record that is on disk; the state file does not know of it yet. */
    JournalRecord append(JournalEntry entry) {
        JournalRecord record = seal().next(entry, Samples.NOON);
        records.add(record.raw());
        seal().durable(record.seq());
        return record;
    }

    void appendStored(int count) {
        for (int i = 0; i < count; i++) {
            append(Samples.stored(i));
        }
    }

    void flush() {
        seal().flush();
    }

    /** The process ends in good order. */
    void stop() {
        seal().close();
        seal = null;
    }

    /** The process is gone from one instant to the next. */
    void crash() {
        seal = null;
    }

    /** Flips one bit of one record. */
    void damage(int index) {
        byte[] raw = records.get(index).toByteArray();
        raw[raw.length - 40] ^= 1;
        records.set(index, Octets.of(raw));
    }

    byte[] stateBytes() {
        try {
            return Files.readAllBytes(state);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void writeState(byte[] bytes) {
        try {
            Files.write(state, bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
