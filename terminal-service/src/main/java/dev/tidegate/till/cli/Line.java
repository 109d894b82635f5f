package dev.tidegate.till.cli;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.crypto.RecordView;
import dev.tidegate.saf.JournalFolder.Piece;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One record as a line of a list. */
final class Line {
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String FORMAT = "%9s  %-19s  %-11s  %-9s  %14s  %-7s  %-16s  %-12s  %s";
    /** A number of a card has at least twelve digits; a label or reference that looks like one is not shown. */
    private static final String LIKE_A_CARD_NUMBER = ".*\\d[\\d -]{10,}\\d.*";

    private Line() {}

    static String head() {
        return line("seq", "time (UTC)", "type", "payment", "amount", "entry", "card", "place", "says");
    }

    static String of(Piece.Record piece, RecordView view) {
        JournalEntry entry = view.record().entry();
        Sale sale = saleOf(entry);
        return line(
                Long.toString(view.seq()),
                TIME.format(view.record().wroteAt()),
                entry.type().name(),
                entry instanceof JournalEntry.OfPayment of ? shortOf(of.payment()) : "",
                sale == null ? "" : sale.amount().toString(),
                sale == null ? "" : sale.entryMode().name(),
                sale == null ? "" : sale.card().toString(),
                place(piece),
                says(view));
    }

    /** What cannot be read as a record. */
    static String odd(String what, Piece piece) {
        return line("?", "", what, "", "", "", "", placeOf(piece.file(), false), "at byte " + piece.position());
    }

    /** The last eight digits: those of time come first and are alike. */
    static String shortOf(PaymentId id) {
        String text = id.toString();
        return "…" + text.substring(text.length() - 8);
    }

    static String place(Piece.Record piece) {
        return placeOf(piece.file(), piece.archived());
    }

    /** A generation's first number says which it is. */
    private static String placeOf(Path file, boolean archived) {
        Path above = file.getParent();
        Path named = archived || above == null ? file : above;
        String digits = String.valueOf(named.getFileName()).replaceFirst("^\\D*0*(\\d+)-.*$", "$1");
        return (archived ? "archive " : "gen ") + digits;
    }

    static @org.jspecify.annotations.Nullable Sale saleOf(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Asked asked -> asked.sale();
            case JournalEntry.Stored stored -> stored.sale();
            default -> null;
        };
    }

    /** Text of a card or of the till's own: no control characters, and nothing that may be a card's number. */
    static String clean(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.matches(LIKE_A_CARD_NUMBER) ? "(not shown)" : plain;
    }

    static String says(RecordView view) {
        String words = switch (view.record().entry()) {
            case JournalEntry.Asked ignored -> "";
            case JournalEntry.Stored stored -> stored.kind().name();
            case JournalEntry.Answered answered ->
                answered.answer() + because(answered.reason().name());
            case JournalEntry.Result(var result) ->
                result.state() + because(result.reason().name());
            case JournalEntry.Offered(var upTo) -> "up to " + upTo;
            case JournalEntry.EpochOpen open ->
                open.reportsLoss() ? "lost " + open.lostFrom() + "-" + open.lostTo() : "";
            case JournalEntry.Signed signed -> signed.signature().isNone() ? "not signed" : "signed";
            case JournalEntry.Shown ignored -> "";
            case JournalEntry.Voided ignored -> "";
            case JournalEntry.Adjusted(var ignored, var total) -> "now " + total;
        };
        return view.bodyGone() ? (words + " body let go").strip() : words;
    }

    private static String because(String reason) {
        return reason.equals("NONE") ? "" : " (" + reason + ")";
    }

    private static String line(String... columns) {
        return String.format(Locale.ROOT, FORMAT, (Object[]) columns).stripTrailing();
    }
}
