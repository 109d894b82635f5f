package dev.tidegate.gateway.profile;

import dev.tidegate.core.card.Brand;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a response code (DE 39) means: one word for each use. A code that nobody listed has a row too.
 *
 * @param rows what holds for every scheme
 * @param other of a code without a row
 * @param dated what holds for one scheme, or from a day on, in the order of the file
 */
public record ResponseTable(Map<String, Row> rows, Row other, List<Dated> dated) {
    /** As a profile names the code that is not listed. */
    private static final String OTHER = "other";

    /** For a sale whose cardholder waits. */
    public enum Live {
        APPROVED,
        /** Approved for less: the till cannot take a part, so it is taken back. */
        PARTIAL,
        DECLINED,
        /** Declined until the shop has called the issuer, who may give a code by telephone. */
        REFER,
        /** Known already: what was answered first never came here, so it is taken back as without an answer. */
        DUPLICATE;

        /** Whether nothing was approved. */
        public boolean isNo() {
            return this == DECLINED || this == REFER;
        }
    }

    /** For a stored sale. */
    public enum Stored {
        /** The acquirer has it. */
        DONE,
        /** The acquirer has a part of it. */
        PARTIAL,
        /** For people, the sale stands. */
        EXCEPTION,
        DECLINED,
        /** Declined, and never to be tried again. */
        FINAL,
        /** Our own fault: for people. */
        PARK,
        /** Goes again later under a new STAN. */
        RETRY,
        /**
         * As RETRY, and the acquirer's deferred lane is paused: keys or clocks are wrong, nothing would be accepted.
         */
        HOLD,
        /** Known already: the first answer counts. */
        DUPLICATE
    }

    /** For a reversal. */
    public enum Reversal {
        DONE,
        /** The acquirer never had it. */
        ABSENT,
        /** As if unanswered. */
        REPEAT
    }

    /** The meaning of one code. */
    public record Row(Live live, Stored advice, Stored deferred, Reversal reversal) {}

    /**
     * A row of one scheme, or of a time.
     *
     * @param scheme null for every scheme
     * @param from the first day
     */
    public record Dated(@Nullable Brand scheme, LocalDate from, Set<String> codes, Row row) {
        public Dated {
            codes = Set.copyOf(codes);
        }

        boolean covers(String code, Brand brand, LocalDate day) {
            return codes.contains(code) && (scheme == null || scheme == brand) && !day.isBefore(from);
        }
    }

    public ResponseTable {
        rows = Map.copyOf(rows);
        dated = List.copyOf(dated);
    }

    /** What a code means where nothing is said for a scheme or a day. */
    public Row row(String code) {
        return rows.getOrDefault(code, other);
    }

    /** What a code means for a card of a scheme on a day: of the rows that apply, the one that began last. */
    public Row row(String code, Brand scheme, LocalDate day) {
        @Nullable Dated newest = null;
        for (Dated one : dated) {
            if (one.covers(code, scheme, day) && (newest == null || !one.from.isBefore(newest.from))) {
                newest = one;
            }
        }
        return newest == null ? row(code) : newest.row;
    }

    static ResponseTable read(Section top, String key, Dialect dialect) {
        Map<String, Row> rows = new HashMap<>();
        List<Dated> dated = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Section s : top.sections(key)) {
            Row row = new Row(
                    s.word("live", Live.class),
                    s.word("advice", Stored.class),
                    s.word("deferred", Stored.class),
                    s.word("reversal", Reversal.class));
            Set<String> codes = codes(s, dialect);
            boolean always = !s.has("scheme") && !s.has("from");
            if (always) {
                codes.forEach(code -> rows.put(code, row));
            } else {
                Brand scheme = s.has("scheme") ? s.word("scheme", Brand.class) : null;
                dated.add(new Dated(scheme, s.has("from") ? s.day("from") : LocalDate.EPOCH, codes, row));
            }
            String place = always ? "" : s.textOr("scheme") + s.textOr("from");
            for (String code : codes) {
                if (!seen.add(code + place)) {
                    throw s.hole("codes", "code " + code + " has two rows");
                }
            }
            s.end();
        }
        Row other = rows.remove(OTHER);
        if (other == null) {
            throw top.hole(key, "no row for a code that is not listed");
        }
        if (rows.values().stream().noneMatch(row -> row.live() == Live.APPROVED)) {
            throw top.hole(key, "no code approves");
        }
        return new ResponseTable(rows, other, dated);
    }

    private static Set<String> codes(Section s, Dialect dialect) {
        List<String> codes = s.words("codes");
        int length = dialect == Dialect.ISO_1987 ? 2 : 3;
        for (String code : codes) {
            if (code.length() != length && !code.equals(OTHER)) {
                throw s.hole("codes", code + " has not " + length + " characters");
            }
        }
        if (new HashSet<>(codes).size() != codes.size()) {
            throw s.hole("codes", "a code is there twice");
        }
        return Set.copyOf(codes);
    }
}
