package dev.tidegate.simulator.card;

/** PAN, the number of the card: 13 to 19 digits. Prints itself as its last four digits. */
final class CardNumber {
    private final String digits;

    /** @throws IllegalArgumentException not 13 to 19 decimal digits: a mistake of the profile */
    CardNumber(String digits) {
        if (!digits.matches("[0-9]{13,19}")) {
            throw new IllegalArgumentException("a card number has 13 to 19 digits");
        }
        this.digits = digits;
    }

    String digits() {
        return digits;
    }

    String lastFour() {
        return digits.substring(digits.length() - 4);
    }

    /** The leftmost digits that name the issuer, padded with F to four bytes (EMV 4.4 Book 2, 5.1). */
    byte[] issuerIdentifier() {
        return Bytes.hex(digits.substring(0, 6) + "FF");
    }

    /** Format cn: two digits in a byte, from the left, padded with F; as short as they fit. */
    byte[] compressed() {
        return Bytes.hex(digits.length() % 2 == 0 ? digits : digits + "F");
    }

    /** Format cn in so many bytes. */
    byte[] compressed(int length) {
        return Bytes.hex(digits + "F".repeat(2 * length - digits.length()));
    }

    @Override
    public String toString() {
        return "…" + lastFour();
    }
}
