package dev.tidegate.simulator.card;

/** The issuer's key for application cryptograms, from which each card's own key is derived. Not printable. */
final class IssuerMasterKey {
    /** Option A takes the rightmost 16 digits of PAN and sequence number; so does option B of its hash. */
    private static final int SEED_DIGITS = 16;

    private final TripleDes cipher;

    /** @throws IllegalArgumentException not 16 bytes: the caller's mistake */
    IssuerMasterKey(byte[] key) {
        cipher = new TripleDes(key);
    }

    /** The card's key by option A: of the PAN's last digits (EMV 4.4 Book 2, A1.4.1). */
    CardMasterKey optionA(String pan, String sequence) {
        String digits = "0".repeat(SEED_DIGITS) + pan + sequence;
        return derive(digits.substring(digits.length() - SEED_DIGITS));
    }

    /** The card's key by option B: as A for up to 16 digits, else of a decimalised hash (EMV 4.4 Book 2, A1.4.2). */
    CardMasterKey optionB(String pan, String sequence) {
        if (pan.length() <= SEED_DIGITS) {
            return optionA(pan, sequence);
        }
        String digits = pan + sequence;
        return derive(decimalised(Digest.of(Bytes.hex(digits.length() % 2 == 0 ? digits : "0" + digits))));
    }

    private CardMasterKey derive(String seed) {
        byte[] block = Bytes.hex(seed);
        byte[] inverted = Bytes.xor(block, Bytes.filled(0xFF, block.length));
        return new CardMasterKey(TripleDes.withOddParity(Bytes.join(cipher.encrypt(block), cipher.encrypt(inverted))));
    }

    /** The decimal digits of the hash from the left; when they are too few, its letters A to F as 0 to 5 after them. */
    private static String decimalised(byte[] hash) {
        StringBuilder digits = new StringBuilder();
        StringBuilder letters = new StringBuilder();
        for (char nibble : Bytes.hex(hash).toCharArray()) {
            if (nibble <= '9') {
                digits.append(nibble);
            } else {
                letters.append((char) (nibble - 'A' + '0'));
            }
        }
        return digits.append(letters).substring(0, SEED_DIGITS);
    }
}
