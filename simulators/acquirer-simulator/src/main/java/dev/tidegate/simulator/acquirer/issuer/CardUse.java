package dev.tidegate.simulator.acquirer.issuer;

/**
 * Which card a transaction used, and how.
 *
 * @param name the account's name, {@link #UNKNOWN} for a card no issuer has
 * @param pan with its last four digits only
 * @param atc the counter the card gave, {@link #NO_ATC} without a cryptogram
 */
public record CardUse(String name, String pan, int atc, CryptogramCheck cryptogram) {
    public static final String UNKNOWN = "unknown";
    public static final int NO_ATC = -1;

    public CardUse {
        if (!pan.startsWith("*")) {
            throw new IllegalArgumentException("card digits are to be masked here");
        }
    }
}
