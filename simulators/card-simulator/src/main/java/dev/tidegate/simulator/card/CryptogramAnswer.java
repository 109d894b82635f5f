package dev.tidegate.simulator.card;

/** The answer to GENERATE AC in its three forms (EMV 4.4 Book 3, 6.5.5.4; Book 2, 6.6.1). */
final class CryptogramAnswer {
    private final byte[] type;
    private final byte[] counter;
    private final byte[] cryptogram;
    private final byte[] issuerData;

    CryptogramAnswer(CryptogramType type, int counter, byte[] cryptogram, byte[] issuerData) {
        this.type = Bytes.number(type.code(), 1);
        this.counter = Bytes.number(counter, 2);
        this.cryptogram = cryptogram.clone();
        this.issuerData = issuerData.clone();
    }

    /** Format 1: 80, the bare values one behind the other. */
    byte[] format() {
        return Tlv.of(0x80, type, counter, cryptogram, issuerData);
    }

    /** Format 2: 77, each value with its tag. */
    byte[] template() {
        return Tlv.of(
                0x77,
                Tlv.of(0x9F27, type),
                Tlv.of(0x9F36, counter),
                Tlv.of(0x9F26, cryptogram),
                Tlv.of(0x9F10, issuerData));
    }

    /**
     * CDA: the cryptogram within a signature.
     *
     * @param dynamicNumber ICC dynamic number
     * @param told all the terminal has sent: for the PDOL, the CDOL1 and, in the second command, the CDOL2
     * @param unpredictableNumber the terminal's, of this command
     */
    byte[] signed(RsaKey key, byte[] dynamicNumber, byte[] told, byte[] unpredictableNumber) {
        byte[] before = Bytes.join(Tlv.of(0x9F27, type), Tlv.of(0x9F36, counter));
        byte[] after = Tlv.of(0x9F10, issuerData);
        byte[] dynamicData = Bytes.join(
                Bytes.number(dynamicNumber.length, 1), dynamicNumber, type, cryptogram, Digest.of(told, before, after));
        byte[] signature = DataSignature.ofDynamicData(key, dynamicData, unpredictableNumber);
        return Tlv.of(0x77, before, Tlv.of(0x9F4B, signature), after);
    }
}
