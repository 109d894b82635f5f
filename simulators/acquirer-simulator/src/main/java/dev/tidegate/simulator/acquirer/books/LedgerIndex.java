package dev.tidegate.simulator.acquirer.books;

import dev.tidegate.simulator.acquirer.wire.OriginalReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where to look for a booking by what another message says of it, so that a long ledger is not read through for each. A
 * candidate is not yet the one that is meant.
 */
final class LedgerIndex {
    private final Map<String, List<TransactionKey>> bookings = new HashMap<>();
    private final Map<String, List<OriginalReference>> tombstones = new HashMap<>();
    private final Map<TransactionKey, List<TransactionKey>> refunds = new HashMap<>();

    void add(LedgerEntry entry) {
        places(entry)
                .forEach(place -> bookings.computeIfAbsent(place, first -> new ArrayList<>())
                        .add(entry.key()));
        if (entry.kind() == TransactionKind.AUTHORISATION
                && !entry.answer().authorisation().isEmpty()) {
            bookings.computeIfAbsent(
                            authorisation(entry.key().tid(), entry.answer().authorisation()),
                            first -> new ArrayList<>())
                    .add(entry.key());
        }
        if (entry.kind() == TransactionKind.REFUND) {
            refunds.computeIfAbsent(entry.about(), first -> new ArrayList<>()).add(entry.key());
        }
    }

    void add(OriginalReference buried) {
        String place =
                buried.rrn().isEmpty() ? time(buried.tid(), buried.localTime()) : reference(buried.tid(), buried.rrn());
        tombstones.computeIfAbsent(place, first -> new ArrayList<>()).add(buried);
    }

    /** Bookings that may be meant, the newest first; none where neither reference nor time is said. */
    List<TransactionKey> candidates(OriginalReference original) {
        if (!original.rrn().isEmpty()) {
            return newest(reference(original.tid(), original.rrn()));
        }
        return original.localTime().isEmpty() ? List.of() : newest(time(original.tid(), original.localTime()));
    }

    /** Holds that may be meant by their reference or their authorisation, the newest first. */
    Stream<TransactionKey> holds(String tid, String rrn, String authorisation) {
        return Stream.concat(newest(reference(tid, rrn)).stream(), newest(authorisation(tid, authorisation)).stream());
    }

    /** Reversals that came before their original, and may be of this. */
    Stream<OriginalReference> tombstones(LedgerEntry entry) {
        return places(entry).flatMap(place -> tombstones.getOrDefault(place, List.of()).stream());
    }

    List<TransactionKey> refunds(TransactionKey sale) {
        return refunds.getOrDefault(sale, List.of());
    }

    private List<TransactionKey> newest(String place) {
        return bookings.getOrDefault(place, List.of()).reversed();
    }

    private static Stream<String> places(LedgerEntry entry) {
        String tid = entry.key().tid();
        return Stream.of(
                reference(tid, entry.key().rrn()),
                time(tid, entry.sale().localDate() + entry.sale().localTime()));
    }

    private static String reference(String tid, String rrn) {
        return tid + "r" + rrn;
    }

    private static String time(String tid, String time) {
        return tid + "t" + time;
    }

    private static String authorisation(String tid, String authorisation) {
        return tid + "a" + authorisation;
    }
}
