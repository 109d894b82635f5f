package dev.tidegate.emv.risk;

import dev.tidegate.core.card.Pan;

/**
 * What a terminal knows of a card before it meets it: its exception file and its transaction log (EMV 4.4 Book 3, 10.6;
 * Book 4, 10.1). Asked once for each card, by the thread of the transaction; neither call fails, and neither keeps the
 * number.
 */
public interface CardHistory {
    /** Whether the card is on the exception file. */
    boolean isListed(Pan pan, int panSequence);

    /** The amount of the last sale that was approved here with this card, in minor units; 0 where there was none. */
    long lastAmountMinor(Pan pan, int panSequence);

    /** Of a terminal that has neither. */
    static CardHistory none() {
        return new CardHistory() {
            @Override
            public boolean isListed(Pan pan, int panSequence) {
                return false;
            }

            @Override
            public long lastAmountMinor(Pan pan, int panSequence) {
                return 0;
            }
        };
    }
}
