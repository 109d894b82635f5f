package dev.tidegate.storm.gateway;

import dev.tidegate.core.payment.StoredKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One sale of a schedule.
 *
 * @param amount minor units, another for each sale of a storm: by it the acquirer's books tell them apart
 * @param declined whether its issuer says no
 */
record PlannedSale(Way way, long amount, boolean declined) {
    /** How it is sold, and what the shop does with it. */
    enum Way {
        /** Asked online; an approval is kept. */
        LIVE_KEPT,
        /** Asked online; the card or the cashier says no to an approval. */
        LIVE_TAKEN_BACK,
        /** Stored with the card's own approval. */
        ADVICE,
        /** Stored with a request that the issuer has not seen. */
        DEFERRED,
        /** As that, of a stripe. */
        STRIPE,
        /** Stored, offered, and taken back by the cashier. */
        VOIDED
    }

    private static final int SALES_MAX = 3;
    private static final int DECLINED_PERCENT = 15;

    /** The sales of one till in one schedule, one after the other. */
    static List<PlannedSale> drawn(SplittableRandom chance, long firstAmount) {
        List<PlannedSale> sales = new ArrayList<>();
        int count = 1 + chance.nextInt(SALES_MAX);
        for (int i = 0; i < count; i++) {
            Way way = Way.values()[chance.nextInt(Way.values().length)];
            // What a card has approved by itself no issuer declines.
            boolean declined = way != Way.ADVICE && chance.nextInt(100) < DECLINED_PERCENT;
            sales.add(new PlannedSale(way, firstAmount + i, declined));
        }
        return sales;
    }

    /** What is stored of it, where it is. */
    StoredKind kind() {
        return way == Way.ADVICE ? StoredKind.OFFLINE_APPROVED : StoredKind.DEFERRED_AUTHORISATION;
    }

    static int mostOfATill() {
        return SALES_MAX;
    }
}
