package dev.tidegate.simulator.card;

/**
 * What the card tells its issuer about a cryptogram, 9F10.
 *
 * <pre>
 * 06 | derivation key 01 | cryptogram version 12 | 03 | CVR 3
 * CVR byte 1:  b8-7 second cryptogram (10 not asked for)   b6-5 first cryptogram
 *              b4 issuer authentication failed             b1 unable to go online
 * </pre>
 */
final class IssuerApplicationData {
    private static final int NOT_ASKED_FOR = 2;

    private IssuerApplicationData() {}

    static byte[] ofFirst(CryptogramType first) {
        return build(NOT_ASKED_FOR, first, false, false);
    }

    static byte[] ofSecond(CryptogramType second, boolean authenticationFailed, boolean unableToGoOnline) {
        return build(second.verificationBits(), CryptogramType.ASK_ISSUER, authenticationFailed, unableToGoOnline);
    }

    private static byte[] build(int second, CryptogramType first, boolean failed, boolean unable) {
        int results = second << 6 | first.verificationBits() << 4 | (failed ? 0x08 : 0) | (unable ? 0x01 : 0);
        return Bytes.join(Bytes.hex("06011203"), Bytes.number(results, 1), Bytes.hex("0000"));
    }
}
