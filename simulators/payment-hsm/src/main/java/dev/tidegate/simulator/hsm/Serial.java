package dev.tidegate.simulator.hsm;

import java.math.BigInteger;
import java.util.Arrays;

/** A key serial number with the dialect of its device. */
record Serial(int dialect, BigInteger number, int bytes) {
    static final int STANDARD = 0;
    static final int BOTH_WAYS = 1;
    static final int LEGACY_DATA = 2;

    static Serial read(byte[] field) {
        RefusedException.unless(
                (field.length == 11 || field.length == 13) && field[0] >= STANDARD && field[0] <= LEGACY_DATA,
                RefusedException.Why.SERIAL_NUMBER);
        Serial serial =
                new Serial(field[0], new BigInteger(1, Arrays.copyOfRange(field, 1, field.length)), field.length - 1);
        int ones = serial.counter().bitCount();
        RefusedException.unless(ones > 0 && ones <= (serial.isAes() ? 16 : 10), RefusedException.Why.SERIAL_NUMBER);
        return serial;
    }

    boolean isAes() {
        return bytes == 12;
    }

    BigInteger counter() {
        return number.mod(BigInteger.ONE.shiftLeft(isAes() ? 32 : 21));
    }

    /** The number with another counter, in its bytes. */
    byte[] with(BigInteger counter) {
        byte[] digits = number.subtract(counter()).add(counter).toByteArray();
        byte[] out = new byte[bytes];
        for (int i = 0; i < Math.min(bytes, digits.length); i++) {
            out[bytes - 1 - i] = digits[digits.length - 1 - i];
        }
        return out;
    }
}
