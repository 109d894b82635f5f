package dev.tidegate.gateway.codec;

/**
 * How the length of a field is written before it: packed decimal, a binary number, or digits of a character set.
 *
 * @param units digits, or bytes of a binary number; 0 where the field has no length
 */
record Prefix(Form form, int units) {
    static final Prefix NONE = new Prefix(Form.PACKED, 0);

    enum Form {
        PACKED,
        BINARY,
        ASCII,
        EBCDIC
    }

    private static final int EBCDIC_ZERO = 0xF0;

    /** How many bytes it takes. */
    int bytes() {
        return form == Form.PACKED ? (units + 1) / 2 : units;
    }

    /** The longest field it can announce. */
    int most() {
        if (units == 0) {
            return 0;
        }
        int most = 1;
        for (int i = 0; i < units; i++) {
            most *= form == Form.BINARY ? 256 : 10;
        }
        return most - 1;
    }

    void write(int length, byte[] out, int at) {
        int left = length;
        for (int i = bytes() - 1; i >= 0; i--) {
            switch (form) {
                case PACKED -> {
                    out[at + i] = (byte) (left % 10 | left / 10 % 10 << 4);
                    left /= 100;
                }
                case BINARY -> {
                    out[at + i] = (byte) left;
                    left >>= 8;
                }
                case ASCII -> {
                    out[at + i] = (byte) ('0' + left % 10);
                    left /= 10;
                }
                case EBCDIC -> {
                    out[at + i] = (byte) (EBCDIC_ZERO + left % 10);
                    left /= 10;
                }
            }
        }
    }

    /** The announced length; -1 where it is no number. */
    int read(byte[] in, int at) {
        int length = 0;
        for (int i = 0; i < bytes(); i++) {
            int b = in[at + i] & 0xFF;
            if (form == Form.BINARY) {
                length = length << 8 | b;
            } else if (form == Form.PACKED) {
                int high = b >> 4;
                int low = b & 15;
                if (high > 9 || low > 9) {
                    return -1;
                }
                length = length * 100 + high * 10 + low;
            } else {
                int digit = b - (form == Form.ASCII ? '0' : EBCDIC_ZERO);
                if (digit < 0 || digit > 9) {
                    return -1;
                }
                length = length * 10 + digit;
            }
        }
        return length;
    }
}
