package dev.tidegate.emv.stripe;

/**
 * The three digits behind the expiry date (ISO/IEC 7813, 4.1.4): where a card may be used, how it is authorised, and
 * what the cardholder must show. Not secret by itself, and part of the track: it is not kept.
 *
 * @param interchange first digit: 2 and 6 say that the card has a chip
 * @param authorisation second digit: 2 and 4 say that only the issuer may approve
 * @param services third digit: 0, 3, 5, 6 and 7 ask for a PIN, always or where there is a pad
 */
public record ServiceCode(int interchange, int authorisation, int services) {
    public ServiceCode {
        if (!isDigit(interchange) || !isDigit(authorisation) || !isDigit(services)) {
            throw new IllegalArgumentException("a service code has three digits");
        }
    }

    /** Whether the card has a chip that a reader of chips must try first. */
    public boolean hasChip() {
        return interchange == 2 || interchange == 6;
    }

    /** Whether the issuer, or an agreement with it, must approve each use: never without a network. */
    public boolean isOnlineOnly() {
        return authorisation == 2 || authorisation == 4;
    }

    /** Whether the cardholder must give a PIN, pad or no pad. */
    public boolean needsPin() {
        return services == 0 || services == 3 || services == 5;
    }

    /** Whether the cardholder gives a PIN where there is a pad. */
    public boolean wantsPin() {
        return needsPin() || services == 6 || services == 7;
    }

    /** Whether it draws cash and buys nothing. */
    public boolean isCashOnly() {
        return services == 3 || services == 4;
    }

    /** Whether it is a card for tests, or for its issuer's own use. */
    public boolean isForTestsOrPrivate() {
        return interchange == 7 || interchange == 9;
    }

    private static boolean isDigit(int value) {
        return value >= 0 && value <= 9;
    }
}
