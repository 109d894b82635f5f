package dev.tidegate.simulator.acquirer;

/**
 * What was sold, as the message said it; a repeat says the same.
 *
 * @param amount minor units (DE 4)
 * @param currency ISO 4217 number (DE 49)
 * @param localDate MMDD at the terminal (DE 13)
 * @param localTime hhmmss at the terminal (DE 12)
 */
record SaleTerms(String mid, long amount, String currency, String localDate, String localTime) {
    static SaleTerms of(IsoMessage message) {
        return new SaleTerms(
                message.text(42),
                Long.parseLong(message.text(4)),
                message.text(49),
                message.text(13),
                message.text(12));
    }
}
