package dev.tidegate.storm.gateway;

import dev.tidegate.core.payment.PaymentId;

/** What a shop was told of one sale, and so what the acquirer's books must say. */
record Told(PlannedSale sale, PaymentId id, Word word) {
    enum Word {
        /** Approved and kept: booked once. */
        KEPT,
        /** Declined, or not known and taken back, or taken back by the shop: not booked. */
        NOTHING_TAKEN,
        /** Stored: booked once, or declined and the shop knows. */
        STORED,
        /** Stored, and a void asked for: as stored, or not booked. */
        VOID_ASKED
    }

    @Override
    public String toString() {
        return id + " " + sale.way() + " of " + sale.amount() + (sale.declined() ? " (issuer declines)" : "") + ": "
                + word;
    }
}
