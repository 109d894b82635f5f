package dev.tidegate.gateway.profile;

import java.util.Map;

/** What a response code (DE 39) means: one word for each use. A code that nobody listed has a row too. */
public record ResponseTable(Map<String, Row> rows, Row other) {
    /** For a sale whose cardholder waits. */
    public enum Live {
        APPROVED,
        /** Approved for less: the till cannot take a part, so it is taken back. */
        PARTIAL,
        DECLINED
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

    public ResponseTable {
        rows = Map.copyOf(rows);
    }

    public Row row(String code) {
        return rows.getOrDefault(code, other);
    }
}
