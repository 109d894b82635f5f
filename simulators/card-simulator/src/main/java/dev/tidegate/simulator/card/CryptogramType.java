package dev.tidegate.simulator.card;

/**
 * What a GENERATE AC asks for and what it gives, lowest first: a card may go down this list from what was asked and
 * never up (EMV 4.4 Book 3, 6.5.5).
 */
enum CryptogramType {
    /** AAC, application authentication cryptogram: declined. */
    DECLINED(0x00, 0),
    /** ARQC, authorisation request cryptogram: the issuer is to be asked. */
    ASK_ISSUER(0x80, 2),
    /** TC, transaction certificate: approved. */
    APPROVED(0x40, 1);

    private final int code;
    private final int verificationBits;

    CryptogramType(int code, int verificationBits) {
        this.code = code;
        this.verificationBits = verificationBits;
    }

    /** The two high bits of P1 in GENERATE AC, and the cryptogram information byte 9F27. */
    int code() {
        return code;
    }

    /** The two bits that stand for this type in the card verification results. */
    int verificationBits() {
        return verificationBits;
    }

    CryptogramType atMost(CryptogramType limit) {
        return compareTo(limit) <= 0 ? this : limit;
    }

    /** Whether P1 of GENERATE AC names one of the three; the bits for CDA, 10, are looked at elsewhere. */
    static boolean isNamedBy(int p1) {
        return (p1 & 0x2F) == 0 && (p1 & 0xC0) != 0xC0;
    }

    /** The type that P1 names; the caller has asked {@link #isNamedBy} first. */
    static CryptogramType namedBy(int p1) {
        return switch (p1 & 0xC0) {
            case 0x40 -> APPROVED;
            case 0x80 -> ASK_ISSUER;
            default -> DECLINED;
        };
    }
}
