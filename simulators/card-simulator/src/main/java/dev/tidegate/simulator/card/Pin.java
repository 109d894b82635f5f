package dev.tidegate.simulator.card;

/**
 * The PIN with which a card leaves its issuer; later ones are in its memory. A published test PIN; not printed.
 *
 * @param digits 4 to 12
 * @param tries how many wrong ones are allowed before it is blocked; 0 is blocked from the beginning
 * @param enciphered whether the card has a PIN encipherment key of its own
 */
record Pin(String digits, int tries, boolean enciphered) {
    private static final int BLOCK_DIGITS = 16;

    Pin {
        if (!digits.matches("[0-9]{4,12}") || tries < 0 || tries > 15) {
            throw new IllegalArgumentException("a PIN has 4 to 12 digits and up to 15 tries");
        }
    }

    /** The plaintext block of VERIFY, eight bytes (EMV 4.4 Book 3, 6.5.12.2). */
    static byte[] block(String digits) {
        String filled = "2" + Integer.toHexString(digits.length()) + digits;
        return Bytes.hex(filled + "F".repeat(BLOCK_DIGITS - filled.length()));
    }

    @Override
    public String toString() {
        return "Pin[" + tries + " tries]";
    }
}
