package dev.tidegate.simulator.device;

/**
 * The card that is presented, which follows from the last two digits of the amount.
 *
 * @param condition ErrorCondition of the protocol; empty where the payment goes through
 * @param online whether a host was asked
 * @param part whether only half of the amount is approved
 */
record Card(String condition, boolean online, boolean part) {
    static Card of(long minor) {
        return switch ((int) (minor % 100)) {
            case 5 -> new Card("", false, false);
            case 10 -> new Card("", true, true);
            case 17 -> new Card("Cancel", true, false);
            case 51 -> new Card("Refusal", true, false);
            case 54 -> new Card("InvalidCard", true, false);
            case 55 -> new Card("WrongPIN", true, false);
            case 57 -> new Card("PaymentRestriction", true, false);
            case 91 -> new Card("UnreachableHost", true, false);
            default -> new Card("", true, false);
        };
    }
}
