package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.books.Ledger;
import dev.tidegate.simulator.acquirer.books.LedgerEntry;
import dev.tidegate.simulator.acquirer.books.Tombstone;
import dev.tidegate.simulator.acquirer.books.TransactionKey;
import dev.tidegate.simulator.acquirer.wire.OriginalReference;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ledger as the control API shows it: each booking in one flat object, to be read without knowing this code. */
final class LedgerView {
    private LedgerView() {}

    static Map<String, Object> of(Ledger ledger) {
        var view = new LinkedHashMap<String, Object>();
        view.put("entries", ledger.entries().stream().map(LedgerView::entry).toList());
        view.put(
                "tombstones",
                ledger.tombstones().stream().map(LedgerView::tombstone).toList());
        return view;
    }

    private static Map<String, Object> entry(LedgerEntry entry) {
        Map<String, Object> view = key(entry.key());
        view.put("mid", entry.sale().mid());
        view.put("kind", entry.kind());
        view.put("amount", entry.sale().amount());
        view.put("currency", entry.sale().currency());
        view.put("standing", entry.standing());
        view.put("localDate", entry.sale().localDate());
        view.put("localTime", entry.sale().localTime());
        view.put("card", entry.card().name());
        view.put("pan", entry.card().pan());
        view.put("atc", entry.card().atc());
        view.put("cryptogram", entry.card().cryptogram());
        view.put("responseCode", entry.answer().code());
        view.put("authorisation", entry.answer().authorisation());
        view.put("issuerAuthentication", entry.answer().issuerAuthentication());
        view.put("state", entry.state());
        view.put("about", entry.about().equals(TransactionKey.NONE) ? Map.of() : key(entry.about()));
        view.put("businessDate", entry.place().businessDate().toString());
        view.put("batch", entry.place().batch());
        view.put("item", entry.place().item());
        view.put("firstMti", entry.firstMti());
        view.put("repeats", entry.repeats());
        view.put("reversals", entry.reversals());
        view.put("bookedAt", entry.bookedAt());
        view.put("changedAt", entry.changedAt());
        return view;
    }

    private static Map<String, Object> tombstone(Tombstone tombstone) {
        OriginalReference original = tombstone.original();
        Map<String, Object> view = key(original.tid(), original.messageClass(), original.stan(), original.rrn());
        view.put("localTime", original.localTime());
        view.put("amount", tombstone.amount());
        view.put("reversals", tombstone.reversals());
        view.put("at", tombstone.at());
        return view;
    }

    private static Map<String, Object> key(TransactionKey key) {
        return key(key.tid(), key.messageClass(), key.stan(), key.rrn());
    }

    private static Map<String, Object> key(String tid, char messageClass, String stan, String rrn) {
        var view = new LinkedHashMap<String, Object>();
        view.put("tid", tid);
        view.put("class", String.valueOf(messageClass).strip());
        view.put("stan", stan);
        view.put("rrn", rrn);
        return view;
    }
}
