package dev.tidegate.till.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentFold;
import dev.tidegate.crypto.RecordView;
import dev.tidegate.saf.JournalFolder;
import dev.tidegate.saf.JournalFolder.Piece;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tidegate journal show}: one record, or all of one payment in order. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Shows one record by its number, or the story of one payment by its id (or its last digits): what header "
                    + "and summary say, where the record lies, and whether the gateway has it. Never a sealed body."
        },
        footer = {"", FolderCommand.EXIT_CODES, FolderCommand.EXIT_CODES_2})
final class ShowCommand extends FolderCommand {
    /** A number has fewer digits than the end of an id must have. */
    private static final int SEQ_DIGITS_MAX = 19;

    private static final int DIGITS_MIN = 6;
    /** A payment has a dozen records; more are no story. */
    private static final int RECORDS_MAX = 10_000;

    @Parameters(index = "1", paramLabel = "SEQ|PAYMENT", description = "A record's number; or a payment's id.")
    private @Nullable String asked;

    private record Found(Piece.Record piece, RecordView view) {}

    @Override
    int run(Path at, JournalFolder journal, PrintWriter out) throws IOException {
        if (asked == null) {
            throw new IllegalStateException("picocli asks for it");
        }
        String what = asked;
        List<Found> found = new ArrayList<>();
        boolean isSeq = what.matches("[0-9]{1," + SEQ_DIGITS_MAX + "}");
        if (!isSeq && what.length() < DIGITS_MIN) {
            complain("a record's number, or at least the last " + DIGITS_MIN + " digits of a payment's id");
            return WRONG_OPTIONS;
        }
        search(journal, found, what, isSeq);
        if (found.isEmpty() && isSeq) {
            // The end of a payment's id may have no letter.
            search(journal, found, what, false);
        }
        Set<String> payments = new TreeSet<>();
        found.forEach(each -> {
            if (each.view().record().entry() instanceof JournalEntry.OfPayment of) {
                payments.add(of.payment().toString());
            }
        });
        if (found.isEmpty()) {
            complain("there is no record or payment " + what);
            return ODD;
        }
        if (payments.size() > 1) {
            complain("several payments end so: " + String.join(" ", payments));
            return ODD;
        }
        long acknowledged = acknowledged(journal);
        if (json()) {
            ObjectNode all = RecordJson.JSON.createObjectNode().put("acknowledged", acknowledged);
            ArrayNode records = all.putArray("records");
            found.forEach(each -> records.add(RecordJson.of(each.piece(), each.view())
                    .put("gateway_has_it", each.view().seq() <= acknowledged)));
            out.println(all.toPrettyString());
        } else {
            tell(found, acknowledged, out);
        }
        return DONE;
    }

    private static void search(JournalFolder journal, List<Found> found, String what, boolean isSeq) {
        journal.scan(piece -> {
            if (piece instanceof Piece.Record record && found.size() < RECORDS_MAX) {
                RecordView view = isSeq && record.seq() != Long.parseLong(what) ? null : RecordView.of(record.raw());
                if (view != null && (isSeq || LsCommand.isPayment(view.record().entry(), what))) {
                    found.add(new Found(record, view));
                }
            }
        });
    }

    private void tell(List<Found> found, long acknowledged, PrintWriter out) {
        @Nullable Payment payment = null;
        for (Found each : found) {
            RecordView view = each.view();
            JournalEntry entry = view.record().entry();
            out.println("record " + view.seq() + "  " + entry.type() + "  "
                    + Line.TIME.format(view.record().wroteAt()) + " UTC");
            ObjectNode fields = RecordJson.of(each.piece(), view);
            fields.remove(List.of("seq", "wrote_at", "type"));
            fields.properties().forEach(field -> out.printf("  %-18s %s%n", field.getKey(), text(field.getValue())));
            out.printf("  %-18s %s%n", "gateway has it", view.seq() <= acknowledged ? "yes" : "no");
            if (found.size() > 1 && entry instanceof JournalEntry.OfPayment of) {
                payment = PaymentFold.after(payment, of, view.seq());
                if (payment != null) {
                    out.printf("  %-18s %s%n", "the sale is now", payment.state());
                }
            }
        }
    }

    private static String text(com.fasterxml.jackson.databind.JsonNode value) {
        if (value.isObject() && value.has("currency")) {
            return dev.tidegate.core.payment.Amount.of(
                            value.path("value").asLong(), value.path("currency").asText())
                    .toString();
        }
        return value.asText();
    }

    /** What the cursor says, 0 where there is none. */
    static long acknowledged(JournalFolder journal) throws IOException {
        try {
            return journal.acknowledged().contiguous();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
