package dev.tidegate.till.cli;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.crypto.RecordView;
import dev.tidegate.saf.JournalFolder;
import dev.tidegate.saf.JournalFolder.Piece;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code tidegate journal ls}: one line per record. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the records of a till's journal, the oldest first, one a line.",
            "Cards are masked, bodies stay sealed. With --json one object a line."
        },
        footer = {"", FolderCommand.EXIT_CODES, FolderCommand.EXIT_CODES_2})
final class LsCommand extends FolderCommand {
    /** What a payment has come to. */
    enum Wanted {
        OPEN,
        FINAL
    }

    /** A moment, or the beginning of a day in UTC. */
    static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.length() == 10
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("a day as 2026-11-22 or a moment as 2026-11-22T14:30:00Z");
            }
        }
    }

    @Option(names = "--type", paramLabel = "T", description = "Only records of a type: ${COMPLETION-CANDIDATES}.")
    private @Nullable RecordType type;

    @Option(
            names = "--payment",
            paramLabel = "ID",
            description = "Only one payment's: its id, or at least the last 6 digits of it.")
    private @Nullable String payment;

    @Option(
            names = "--state",
            paramLabel = "open|final",
            description = "Only of payments that wait for a result, or that have it (reads the journal twice).")
    private @Nullable Wanted state;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Written then or later, UTC.")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", converter = Moment.class, description = "Written before then, UTC.")
    private @Nullable Instant until;

    @Option(names = "--after", paramLabel = "SEQ", description = "Only records behind this number.")
    private long after;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
    private long limit = Long.MAX_VALUE;

    private long shown;
    private long odd;

    @Override
    int run(Path at, JournalFolder journal, PrintWriter out) {
        if (payment != null && payment.length() < 6) {
            complain("--payment: at least the last 6 digits");
            return WRONG_OPTIONS;
        }
        OpenPayments open = state == null ? new OpenPayments() : OpenPayments.of(journal);
        if (!json()) {
            out.println(Line.head());
        }
        journal.scan(piece -> list(piece, open, out));
        if (odd > 0) {
            complain(odd + " places cannot be read: tidegate journal verify says why");
        }
        return odd > 0 || shown == 0 ? ODD : DONE;
    }

    private void list(Piece piece, OpenPayments open, PrintWriter out) {
        RecordView view = piece instanceof Piece.Record record ? RecordView.of(record.raw()) : null;
        if (view != null && piece instanceof Piece.Record record) {
            if (shown < limit && isWanted(view, open)) {
                shown++;
                out.println(json() ? RecordJson.of(record, view).toString() : Line.of(record, view));
            }
            return;
        }
        odd++;
        if (shown < limit && type == null && payment == null && state == null) {
            String what = switch (piece) {
                case Piece.Record ignored -> "NO RECORD";
                case Piece.Torn ignored -> "TORN";
                case Piece.Unreadable ignored -> "UNREADABLE";
            };
            out.println(json() ? oddJson(what, piece) : Line.odd(what, piece));
        }
    }

    private static String oddJson(String what, Piece piece) {
        return RecordJson.JSON
                .createObjectNode()
                .put("odd", what)
                .put("file", piece.file().toString())
                .put("offset", piece.position())
                .toString();
    }

    private boolean isWanted(RecordView view, OpenPayments open) {
        JournalEntry entry = view.record().entry();
        Instant at = view.record().wroteAt();
        boolean inTime = (since == null || !at.isBefore(since)) && (until == null || at.isBefore(until));
        return view.seq() > after
                && inTime
                && (type == null || type == entry.type())
                && (payment == null || isPayment(entry, payment))
                && (state == null || hasState(entry, open));
    }

    private boolean hasState(JournalEntry entry, OpenPayments open) {
        return entry instanceof JournalEntry.OfPayment of && open.has(of.payment()) == (state == Wanted.OPEN);
    }

    static boolean isPayment(JournalEntry entry, String wanted) {
        return entry instanceof JournalEntry.OfPayment of
                && of.payment().toString().endsWith(wanted.replace("…", "").toLowerCase(Locale.ROOT));
    }
}
