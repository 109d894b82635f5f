package dev.tidegate.gateway;

import dev.tidegate.core.card.Octets;
import dev.tidegate.crypto.ColumnKey;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.KeyFileException;
import dev.tidegate.crypto.KeyRole;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.CardData;
import dev.tidegate.gateway.store.EventRow;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.StoreBrokenException;
import dev.tidegate.gateway.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lets card data go when its time is over: turns the keys of the two columns over, empties columns, and destroys a key
 * when nothing that is needed lies under it, so that what backups have of it is gone too. A duty cycle:
 * {@link #doWork()} looks once. One thread.
 */
final class ColumnDuty {
    /** Each key seals at most 2^20 values; so many below that a minute of intake at its fastest stays under it. */
    static final long CARDS_PER_KEY = (1 << 20) - 350_000;
    /** As long as track data may live anywhere (payment.md). */
    static final Duration TRACK_KEPT = Duration.ofHours(72);

    /** By then every node has looked, and seals under the next key; and what was being written is. */
    private static final Duration GRACE = Duration.ofMinutes(10);
    /** Once a day is enough to say what stays true. */
    private static final Duration SAY_AGAIN_AFTER = Duration.ofDays(1);

    private static final FactLog LOG = FactLog.of(ColumnDuty.class);

    /**
     * How long things are kept.
     *
     * @param cardKept how long after the last that happened to a payment its card data is
     * @param cardsPerKey how many values a card key seals
     * @param turns whether keys are turned over and destroyed: not where nodes have copies of one file of keys
     */
    record Terms(Duration cardKept, long cardsPerKey, boolean turns) {}

    private final Store store;
    private final GatewayKeys keys;
    private final Supplier<Set<Octets>> framesUnder;
    private final Terms terms;
    private final InstantSource clock;
    private Instant saidAt = Instant.EPOCH;

    /** @param framesUnder the marks of the keys under which frames of an acquirer lie */
    ColumnDuty(Store store, GatewayKeys keys, Supplier<Set<Octets>> framesUnder, Terms terms, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.framesUnder = framesUnder;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * Looks once. What cannot be done now is said in the log and done at a later look.
     *
     * @return how many keys were destroyed
     */
    int doWork() {
        Instant now = clock.instant();
        try {
            forgetCards(now);
            if (terms.turns()) {
                turn(now);
                return destroyDue(now);
            }
        } catch (KeyUnavailableException e) {
            LOG.error("the column keys cannot be used", Map.of());
        } catch (KeyFileException | StoreBrokenException e) {
            LOG.broken("the column keys cannot be turned over", e, Map.of());
        }
        return 0;
    }

    // Under the writers' lock: two nodes on one token must not make the key of an hour twice.
    private void turn(Instant now) {
        Octets mark = keys.cardMark();
        boolean full = store.read(tables -> tables.cardData().cardsUnder(mark)) >= terms.cardsPerKey();
        int made = store.write(tables -> keys.turnColumns(now, full));
        if (made > 0) {
            LOG.info("column keys were made", Map.of(Field.COUNT, made));
        }
    }

    private int destroyDue(Instant now) {
        int destroyed = 0;
        for (ColumnKey key : keys.pastColumns()) {
            if (now.isBefore(key.retired().plus(GRACE))) {
                continue;
            }
            boolean over = key.role() == KeyRole.TRACK_COLUMN
                    && !now.isBefore(key.retired().plus(TRACK_KEPT));
            if (over) {
                emptyUnder(key);
            }
            if (over || isFree(key)) {
                keys.destroy(key, now, over ? "72 hours over" : "nothing is left under it");
                LOG.info(
                        "a column key was destroyed",
                        Map.of(Field.KEY, key.role().word() + "-" + key.number()));
                destroyed++;
            }
        }
        return destroyed;
    }

    private boolean isFree(ColumnKey key) {
        if (key.role() == KeyRole.TRACK_COLUMN) {
            return !framesUnder.get().contains(key.mark())
                    && store.read(tables -> tables.cardData().sensitiveUnder(key.mark()))
                            .isEmpty();
        }
        return store.read(tables -> !tables.cardData().hasCardsUnder(key.mark())
                && tables.facts()
                        .of(Vault.CARD_MARK_KEY)
                        .filter(secret -> secret.startsWith(key.mark().hex()))
                        .isEmpty());
    }

    private void emptyUnder(ColumnKey key) {
        boolean more = true;
        while (more) {
            more = store.write(tables -> {
                List<PaymentRow> some = tables.cardData().sensitiveUnder(key.mark());
                for (PaymentRow payment : some) {
                    LOG.warn(
                            "a track's time is over before its sale was answered", Map.of(Field.PAYMENT, payment.id()));
                    tables.payments().forgetSensitive(payment.id());
                    tell(tables, payment, "TRACK_FORGOTTEN", "72 hours over");
                }
                return some.size() == CardData.ROWS_MAX;
            });
        }
    }

    private void forgetCards(Instant now) {
        Instant before = now.minus(terms.cardKept());
        int forgotten = 0;
        boolean more = true;
        while (more) {
            int some = store.read(tables -> tables.cardData().over(before)).isEmpty()
                    ? 0
                    : store.write(tables -> forgetSome(tables, before));
            forgotten += some;
            more = some == CardData.ROWS_MAX;
        }
        if (forgotten > 0) {
            LOG.info("card data is past its time and gone", Map.of(Field.COUNT, forgotten));
        }
        if (!now.isBefore(saidAt.plus(SAY_AGAIN_AFTER))) {
            long open = store.read(tables -> tables.cardData().heldUp(before));
            if (open > 0) {
                LOG.warn("card data is past its time, but its payments are open", Map.of(Field.COUNT, open));
            }
            saidAt = now;
        }
    }

    private int forgetSome(Tables tables, Instant before) {
        List<PaymentRow> some = tables.cardData().over(before);
        for (PaymentRow payment : some) {
            tables.cardData().forget(payment.id());
            tell(tables, payment, "CARD_FORGOTTEN", "kept " + terms.cardKept().toDays() + " days");
        }
        return some.size();
    }

    // No news for the till, and no new version: it stands where it stood.
    private void tell(Tables tables, PaymentRow payment, String event, String detail) {
        long n = tables.events().next();
        tables.events()
                .insert(new EventRow(
                        n,
                        payment.id(),
                        clock.instant(),
                        event,
                        payment.state(),
                        payment.place().reason(),
                        payment.place().version(),
                        detail));
    }
}
