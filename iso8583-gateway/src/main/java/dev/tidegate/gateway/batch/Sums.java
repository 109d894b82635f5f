package dev.tidegate.gateway.batch;

import dev.tidegate.gateway.profile.Batch;
import dev.tidegate.gateway.profile.BatchTotals;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.store.BatchMessage;
import dev.tidegate.gateway.store.BatchRow;
import dev.tidegate.gateway.store.Tables;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.SortedMap;

/** The sums of batches, made of what the answers have booked. */
final class Sums {
    private Sums() {}

    /** Of a whole stretch by currency, reversals up to an event taken off. */
    static SortedMap<String, BatchTotals> of(Tables tables, BatchRow batch, Batch rules, long last, long upTo) {
        return tables.batchItems().totals(batch.lane(), batch.firstEvent(), last, upTo, rules.reversed());
    }

    /** What a message says, in its terminal's currency. */
    static BatchTotals said(Tables tables, BatchRow batch, Batch rules, Terminal terminal, BatchMessage message) {
        return of(tables, batch, rules, batch.end(), message.identity().upTo())
                .getOrDefault(terminal.currency().getCurrencyCode(), BatchTotals.none());
    }

    /** For people: how many and how much. */
    static String words(BatchTotals totals, Currency currency) {
        BatchTotals net = totals.net();
        return net.debits().count() + " sales of " + units(net.debits().amount(), currency) + ", "
                + net.credits().count() + " refunds of " + units(net.credits().amount(), currency);
    }

    /** For people: how much one side has more than the other. */
    static String units(long minor, Currency currency) {
        return BigDecimal.valueOf(minor, Math.max(0, currency.getDefaultFractionDigits())) + " "
                + currency.getCurrencyCode();
    }
}
