package dev.tidegate.simulator.acquirer;

/**
 * Which card a transaction used, and how.
 *
 * @param name the account's name, {@link #UNKNOWN} for a card no issuer has
 * @param pan with its last four digits only
 * @param atc the counter the card gave, {@link #NO_ATC} without a cryptogram
 */
record CardUse(String name, String pan, int atc, CryptogramCheck cryptogram) {
    static final String UNKNOWN = "unknown";
    static final int NO_ATC = -1;

    CardUse {
        if (!pan.startsWith("*")) {
            throw new IllegalArgumentException("card digits are to be masked here");
        }
    }
}
