package dev.tidegate.till.cli;

import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.ChainLostException;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.JournalFullException;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.ChainVerifier;
import dev.tidegate.crypto.ChainVerifier.Finding;
import dev.tidegate.crypto.ExportFacts;
import dev.tidegate.crypto.ExportWriter;
import dev.tidegate.crypto.KeyFileException;
import dev.tidegate.crypto.RecordView;
import dev.tidegate.crypto.SignatureCheck;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.saf.JournalFolder;
import dev.tidegate.saf.JournalFolder.Piece;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** One export of one journal. Used once. */
final class Export {
    /**
     * What was written.
     *
     * @param facts absent where there was nothing to export
     * @param notOffered stored sales that the journal has not offered
     * @param whyNotOffered why, in words; empty where all are
     * @param leftOut records that do not continue the chain
     */
    record Outcome(@Nullable ExportFacts facts, int notOffered, String whyNotOffered, long leftOut) {}

    private final Path journal;
    private final @Nullable Path home;
    private final Path out;
    private final long asked;
    private long from;
    private long leftOut;
    private boolean ended;

    /**
     * @param home the till's own folder, absent where the journal is only to be read
     * @param asked the first record to export, 0 for the first that is not acknowledged
     */
    Export(Path journal, @Nullable Path home, Path out, long asked) {
        this.journal = journal;
        this.home = home;
        this.out = out;
        this.asked = asked;
    }

    /**
     * Offers what can be offered, and writes the file.
     *
     * @throws IOException a folder or the file cannot be read or written; there is no file
     * @throws dev.tidegate.saf.JournalLockedException the till is running; nothing was done
     */
    Outcome write() throws IOException {
        Survey before = new Survey();
        String why = "";
        if (before.notOffered() > 0) {
            why = home == null ? "the journal was only read" : offer(home);
        }
        Survey now = why.isEmpty() && before.notOffered() > 0 ? new Survey() : before;
        TillId till = now.till;
        from = now.from;
        if (till == null || now.last < from) {
            return new Outcome(null, 0, "", 0);
        }
        try (ExportWriter writer = ExportWriter.open(out, till, now.notOffered() == 0)) {
            ChainVerifier verifier = new ChainVerifier(SignatureCheck.notAnchored(), ChainReceipt.none(), null);
            JournalFolder.of(journal).scan(piece -> add(writer, verifier, piece));
            ExportFacts facts = writer.count() == 0 ? null : writer.finish();
            return new Outcome(facts, now.notOffered(), why, leftOut);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        }
    }

    private void add(ExportWriter writer, ChainVerifier verifier, Piece piece) {
        Finding finding = switch (piece) {
            case Piece.Record record ->
                record.archived() ? verifier.nextArchived(record.raw()) : verifier.next(record.raw());
            case Piece.Torn ignored -> verifier.unreadable("TORN");
            case Piece.Unreadable ignored -> verifier.unreadable("UNREADABLE");
        };
        if (!(piece instanceof Piece.Record record) || record.seq() < from) {
            return;
        }
        RecordView view = finding instanceof Finding.Good && !ended ? RecordView.of(record.raw()) : null;
        if (view == null || view.bodyGone()) {
            // Behind a record that cannot travel the next would be a gap.
            ended = ended || finding instanceof Finding.Good;
            leftOut++;
            return;
        }
        try {
            writer.add(view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends OFFERED, forced. Why that was not possible, or nothing. */
    private static String offer(Path home) {
        try (SafJournal open = SafJournal.open(
                FolderCommand.journalIn(home),
                new TillHome(home).chain(),
                InstantSource.system(),
                Landmarks.none(),
                Settings.standard())) {
            JournalRecord offered =
                    open.append(new JournalEntry.Offered(open.head().seq()));
            return offered.seq() > 0 ? "" : "nothing was appended";
        } catch (JournalBrokenException | JournalFullException | ChainLostException | KeyFileException e) {
            return "nothing can be appended here (" + e.getMessage() + ")";
        }
    }

    /** What the journal holds, before anything is written. */
    private final class Survey {
        private final OpenPayments payments = new OpenPayments();
        private final long from;
        private @Nullable TillId till;
        private long last;
        private long lastArchived;

        Survey() throws IOException {
            JournalFolder folder = JournalFolder.of(journal);
            folder.scan(this::look);
            payments.settle(folder);
            this.from = asked > 0 ? asked : first(folder);
        }

        int notOffered() {
            return (int) payments.all().stream()
                    .map(OpenPayments.Open::payment)
                    .filter(payment -> payment.state() == PaymentState.STORED && !payment.offered())
                    .count();
        }

        private void look(Piece piece) {
            RecordView view = piece instanceof Piece.Record record ? RecordView.of(record.raw()) : null;
            if (view != null && piece instanceof Piece.Record record) {
                till = view.till();
                last = view.seq();
                lastArchived = record.archived() ? view.seq() : lastArchived;
                payments.take(view.record());
            }
        }

        // A folder without its cursor: what is in the archive was acknowledged.
        private long first(JournalFolder folder) throws IOException {
            try {
                return folder.acknowledged().contiguous() + 1;
            } catch (NoSuchFileException e) {
                return lastArchived + 1;
            }
        }
    }
}
