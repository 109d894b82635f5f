package dev.tidegate.core.port;

import dev.tidegate.core.card.Pan;

/**
 * The cards that are never taken without the issuer's word, also called hot list (EMV 4.4 Book 3, 10.6; payment rules,
 * {@code /v1/hot-list}). Safe to use from several threads; never fails, and keeps no number that it is asked about.
 */
@FunctionalInterface
public interface ExceptionFile {
    /** Whether a card is on it. */
    boolean lists(Pan pan, int panSequence);

    /** With no card on it. */
    static ExceptionFile none() {
        return (pan, panSequence) -> false;
    }
}
