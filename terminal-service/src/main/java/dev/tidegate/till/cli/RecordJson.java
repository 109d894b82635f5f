package dev.tidegate.till.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChipFacts;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.crypto.RecordView;
import dev.tidegate.saf.JournalFolder.Piece;
import org.jspecify.annotations.Nullable;

/** One record as an object of JSON: header and summary, never a body. */
final class RecordJson {
    static final ObjectMapper JSON = new ObjectMapper();

    private RecordJson() {}

    static ObjectNode of(Piece.Record piece, RecordView view) {
        ObjectNode out = JSON.createObjectNode();
        JournalEntry entry = view.record().entry();
        out.put("seq", view.seq()).put("wrote_at", view.record().wroteAt().toString());
        out.put("type", entry.type().name()).put("till", view.till().toString());
        out.put("epoch", view.epoch().toString());
        if (entry instanceof JournalEntry.OfPayment of) {
            out.put("payment", of.payment().toString());
        }
        out.put("link", view.record().link().hex()).put("archived", piece.archived());
        out.put("place", Line.place(piece)).put("bytes", piece.raw().length());
        if (view.bodyBytes() > 0) {
            out.put("body_bytes", view.bodyBytes()).put("body_let_go", view.bodyGone());
            out.put("recipient_key", view.keyId().hex()).put("sensitive", view.sensitive());
        }
        if (view.test()) {
            out.put("test", true);
        }
        says(out, entry);
        return out;
    }

    static ObjectNode money(@Nullable Amount amount) {
        ObjectNode out = JSON.createObjectNode();
        return amount == null
                ? out
                : out.put("value", amount.minor())
                        .put("currency", amount.currency().getCurrencyCode());
    }

    private static void says(ObjectNode out, JournalEntry entry) {
        switch (entry) {
            case JournalEntry.Asked asked -> sale(out, asked.sale());
            case JournalEntry.Stored stored -> {
                sale(out, stored.sale());
                out.put("kind", stored.kind().name());
                if (stored.notAfter() != null) {
                    out.put("not_after", stored.notAfter().toString());
                }
                if (stored.voice() != null) {
                    out.put("authorisation_code", stored.voice().value());
                }
            }
            case JournalEntry.Answered answered -> {
                out.put("answer", answered.answer().name())
                        .put("reason", answered.reason().name());
                if (answered.part() != null) {
                    out.set("part", money(answered.part()));
                }
                reply(out, answered.reply());
            }
            case JournalEntry.Result(var result) -> {
                out.put("state", result.state().name())
                        .put("reason", result.reason().name());
                out.put("version", result.version()).put("attempts", result.attempts());
                if (result.captured() != null) {
                    out.set("captured", money(result.captured()));
                }
                reply(out, result.reply());
            }
            case JournalEntry.Offered(var upTo) -> out.put("offered_up_to", upTo);
            case JournalEntry.EpochOpen open ->
                out.put("lost_from", open.lostFrom()).put("lost_to", open.lostTo());
            case JournalEntry.Signed signed ->
                out.put("signed", !signed.signature().isNone());
            case JournalEntry.Shown ignored -> {}
            case JournalEntry.Voided ignored -> {}
            case JournalEntry.Adjusted(var ignored, var total) -> out.set("amount", money(total));
        }
    }

    private static void sale(ObjectNode out, Sale sale) {
        out.set("amount", money(sale.amount()));
        out.put("sold_at", sale.soldAt().toString())
                .put("entry_mode", sale.entryMode().name());
        out.put("brand", sale.card().brand().name())
                .put("last_four", sale.card().lastFour());
        out.put("cvm", sale.cvm().name());
        ChipFacts chip = sale.chip();
        if (chip != null) {
            out.put("aid", chip.aid().value().hex()).put("label", Line.clean(chip.label()));
            out.put("cryptogram_type", chip.cryptogram().type().name());
            out.put("atc", chip.cryptogram().atc());
            out.put("tvr", chip.tvr().octets().hex()).put("tsi", chip.tsi().hex());
        }
        out.put("reference", Line.clean(sale.reference()));
    }

    private static void reply(ObjectNode out, HostReply reply) {
        out.put("response_code", Line.clean(reply.responseCode()));
        out.put("authorisation_code", Line.clean(reply.authorisationCode()));
        out.put("stan", Line.clean(reply.stan())).put("rrn", reply.rrn());
    }
}
