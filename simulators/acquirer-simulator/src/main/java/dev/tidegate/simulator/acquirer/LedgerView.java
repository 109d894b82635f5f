package dev.tidegate.simulator.acquirer;

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
        view.put("firstMti", entry.firstMti());
        view.put("repeats", entry.repeats());
        view.put("reversals", entry.reversals());
        view.put("bookedAt", entry.bookedAt());
        view.put("changedAt", entry.changedAt());
        return view;
    }

    private static Map<String, Object> tombstone(Tombstone tombstone) {
        Map<String, Object> view = key(tombstone.key());
        view.put("amount", tombstone.amount());
        view.put("reversals", tombstone.reversals());
        view.put("at", tombstone.at());
        return view;
    }

    private static Map<String, Object> key(TransactionKey key) {
        var view = new LinkedHashMap<String, Object>();
        view.put("tid", key.tid());
        view.put("stan", key.stan());
        view.put("rrn", key.rrn());
        return view;
    }
}
