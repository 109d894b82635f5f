package dev.tidegate.core.card;

/** The card scheme, as far as the first digits of a number tell it (ISO/IEC 7812 issuer ranges). */
public enum Brand {
    VISA,
    MASTERCARD,
    AMERICAN_EXPRESS,
    DISCOVER,
    JCB,
    UNIONPAY,
    OTHER;

    /** The brand of a number that begins with these four digits, 0 to 9999. */
    public static Brand ofPrefix(int four) {
        int two = four / 100;
        if (four / 1000 == 4) {
            return VISA;
        }
        if (two >= 51 && two <= 55 || four >= 2221 && four <= 2720) {
            return MASTERCARD;
        }
        if (two == 34 || two == 37) {
            return AMERICAN_EXPRESS;
        }
        if (four >= 3528 && four <= 3589) {
            return JCB;
        }
        if (two == 62) {
            return UNIONPAY;
        }
        return four == 6011 || two == 65 || two == 64 ? DISCOVER : OTHER;
    }
}
