package dev.tidegate.simulator.card;

/**
 * The two signatures over application data (EMV 4.4 Book 2, 5.1 and 6.5).
 *
 * <pre>
 * static:   03 | 01 | data authentication code 2 | BB…            signed beside it: the static data
 * dynamic:  05 | 01 | length | dynamic data of the card | BB…     signed beside it: the terminal's data
 * </pre>
 */
final class DataSignature {
    private DataSignature() {}

    /** SSAD, 93: made once, by the issuer. */
    static byte[] ofStaticData(RsaKey issuer, byte[] staticData) {
        return sign(issuer, Bytes.hex("0301DAC1"), staticData);
    }

    /** SDAD, 9F4B: made in each transaction, by the card. */
    static byte[] ofDynamicData(RsaKey card, byte[] dynamicData, byte[] terminalData) {
        byte[] head = Bytes.join(Bytes.hex("0501"), Bytes.number(dynamicData.length, 1), dynamicData);
        return sign(card, head, terminalData);
    }

    private static byte[] sign(RsaKey key, byte[] head, byte[] rest) {
        int padding = key.length() - RsaKey.OVERHEAD - head.length;
        return key.sign(Bytes.join(head, Bytes.filled(0xBB, padding)), rest);
    }
}
