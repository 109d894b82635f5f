package dev.tidegate.simulator.acquirer;

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

    /** Chip data: the tags that carry card digits are hidden, and all of it when it cannot be read. */
    CHIP {
        @Override
        String masked(String value) {
            try {
                return TlvSet.parse(value).maskedHex();
            } catch (MalformedTlvException unreadable) {
                return HIDDEN.masked(value);
            }
        }
    };

    /** The value with a star for each digit that is not to be seen. */
    abstract String masked(String value);
}
