package dev.tidegate.core.port;

import dev.tidegate.core.card.Pan;
import dev.tidegate.core.payment.CardInUse;
import dev.tidegate.core.payment.PaymentId;

/**
 * What the till's own journal says of a card. While the process lives cards are told apart by their whole number; sales
 * of an earlier process by brand and last four digits, so that a restart forgets nothing and may take two cards for
 * one. No number is kept. Safe to use from several threads.
 */
public interface CardRecords {
    /** Remembers which card a payment is of; called before its first record. */
    void remember(PaymentId payment, Pan pan);

    /**
     * How the card stands after the last record that the ledger has taken in.
     *
     * @throws LedgerBrokenException the ledger cannot be read; the caller takes nothing without the issuer
     */
    CardInUse of(Pan pan);

    /** Of a till without a memory. */
    static CardRecords none() {
        return new CardRecords() {
            @Override
            public void remember(PaymentId payment, Pan pan) {}

            @Override
            public CardInUse of(Pan pan) {
                return CardInUse.none();
            }
        };
    }
}
