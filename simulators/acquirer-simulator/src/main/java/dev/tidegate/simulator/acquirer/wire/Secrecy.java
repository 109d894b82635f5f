package dev.tidegate.simulator.acquirer.wire;

/** How much of a field may be shown: in the frame trace, and nowhere else is a field shown at all. */
enum Secrecy {
    OPEN {
        @Override
        String masked(String value) {
            return value;
        }
    },

    /** Only the last four digits of a PAN. */
    PAN {
        @Override
        String masked(String value) {
            int hidden = Math.max(0, value.length() - 4);
            return "*".repeat(hidden) + value.substring(hidden);
        }
    },

    HIDDEN {
        @Override
        String masked(String value) {
            return "*".repeat(value.length());
        }
    },

    /** Chip data: the tags that carry card digits are hidden, and all of it when it cannot be read as it stands. */
    CHIP {
        @Override
        String masked(String value) {
            try {
                ChipField field = ChipField.parse(value);
                // A length may be written longer than it need be; then bytes would not stand where they stood.
                return field.answering(field.tags()).equals(value) ? field.maskedHex() : HIDDEN.masked(value);
            } catch (MalformedTlvException unreadable) {
                return HIDDEN.masked(value);
            }
        }
    };

    /** The value with a star for each digit that is not to be seen. */
    abstract String masked(String value);

    /** How a field of this number is shown, in every dialect; 53 carries keys, enciphered. */
    static Secrecy of(int number) {
        return switch (number) {
            case 2 -> PAN;
            case 14, 35, 45, 52, 53 -> HIDDEN;
            case 55 -> CHIP;
            default -> OPEN;
        };
    }
}
