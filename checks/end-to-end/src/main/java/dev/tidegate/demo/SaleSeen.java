package dev.tidegate.demo;

/**
 * One sale as the cashier saw it.
 *
 * @param amount minor units, its own in the whole run: the name by which it is found at the acquirer
 * @param told what the till showed, as the cashier received it; none where nothing came
 * @param voided whether the cashier took it back and the till says that it is voided
 */
record SaleSeen(String card, long amount, String paymentId, Told told, boolean voided) {
    /** What the screen said. */
    enum Told {
        APPROVED,
        STORED,
        REFUSED,
        NOT_KNOWN,
        NOTHING;

        static Told of(String result) {
            return switch (result) {
                case "approved" -> APPROVED;
                case "stored_by_card", "stored_deferred", "captured", "declined_after_store" -> STORED;
                case "not_known" -> NOT_KNOWN;
                default -> REFUSED;
            };
        }
    }

    /** Whether money is expected for it. */
    boolean accepted() {
        return (told == Told.APPROVED || told == Told.STORED) && !voided;
    }

    SaleSeen nowVoided() {
        return new SaleSeen(card, amount, paymentId, told, true);
    }
}
