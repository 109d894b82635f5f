package dev.tidegate.simulator.acquirer.books;

import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Reading;

/**
 * What was asked for, as the merchant told it; a repeat tells the same.
 *
 * @param mid merchant (DE 42)
 * @param amount minor units (DE 4)
 * @param currency ISO 4217 number (DE 49)
 * @param localDate MMDD at the terminal
 * @param localTime hhmmss at the terminal
 */
public record SaleTerms(String mid, long amount, String currency, String localDate, String localTime) {
    public static SaleTerms of(IsoMessage message) {
        Reading reading = Reading.of(message);
        return new SaleTerms(
                message.text(42), reading.amount(), message.text(49), reading.localDate(), reading.localTime());
    }
}
