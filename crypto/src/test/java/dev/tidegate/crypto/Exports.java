package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.payment.JournalEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Journals as lists of records, and exports of them. */
final class Exports {
    private Exports() {}

    /** Two stored sales, told and offered, and the end of the process. */
    static List<Octets> journal(Path folder, int number) {
        Tape tape = Tape.started(folder, Samples.TILL, number);
        tape.appendStored(2);
        tape.append(Samples.shown(0));
        tape.append(Samples.shown(1));
        tape.append(new JournalEntry.Offered(5));
        tape.append(new JournalEntry.EpochClose(Samples.NOON, ChainSignature.none()));
        return tape.records;
    }

    /** One whose newest two records were lost; the next start says so. */
    static List<Octets> lossy(Path folder, int number) {
        Tape tape = Tape.started(folder, Samples.TILL, number);
        tape.appendStored(4);
        tape.flush();
        tape.crash();
        tape.records.removeLast();
        tape.records.removeLast();
        tape.start();
        tape.appendStored(1);
        return tape.records;
    }

    static Path of(Path file, List<Octets> records) {
        return of(file, records, true);
    }

    static Path of(Path file, List<Octets> records, boolean offered) {
        try (ExportWriter out = ExportWriter.open(file, Samples.TILL, offered)) {
            for (Octets raw : records) {
                out.add(view(raw));
            }
            ExportFacts ignored = out.finish();
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static RecordView view(Octets raw) {
        RecordView view = RecordView.of(raw);
        if (view == null) {
            throw new IllegalArgumentException("no record");
        }
        return view;
    }
}
