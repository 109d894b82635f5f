package dev.tidegate.simulator.device;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The few elements of DER (X.690) that a certificate is made of. */
final class Der {
    private Der() {}

    static byte[] of(int tag, byte[] value) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (value.length < 0x80) {
            out.write(value.length);
        } else if (value.length < 0x100) {
            out.write(0x81);
            out.write(value.length);
        } else {
            out.write(0x82);
            out.write(value.length >> 8);
            out.write(value.length);
        }
        out.writeBytes(value);
        return out.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return of(0x30, join(parts));
    }

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] oid(int... bytes) {
        byte[] value = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            value[i] = (byte) bytes[i];
        }
        return of(0x06, value);
    }

    /** A distinguished name of one common name. */
    static byte[] name(String common) {
        byte[] text = of(0x0C, common.getBytes(StandardCharsets.UTF_8));
        return sequence(of(0x31, sequence(oid(0x55, 0x04, 0x03), text)));
    }

    static byte[] time(String generalized) {
        // RFC 5280 4.1.2.5: years before 2050 are written with two digits.
        boolean early = generalized.compareTo("2050") < 0;
        String text = early ? generalized.substring(2) : generalized;
        return of(early ? 0x17 : 0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A critical extension of {@code id-ce}. */
    static byte[] extension(int which, byte[] value) {
        return sequence(oid(0x55, 0x1D, which), of(0x01, new byte[] {-1}), of(0x04, value));
    }
}
