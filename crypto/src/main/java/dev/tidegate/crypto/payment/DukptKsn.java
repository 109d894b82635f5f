package dev.tidegate.crypto.payment;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import java.nio.ByteBuffer;

/**
 * A key serial number taken apart: whose key it is, and which of its keys.
 *
 * <pre>
 * TDES, 10 bytes (X9.24-1):  | key set and device, 59 bits | counter, 21 bits |
 * AES,  12 bytes (X9.24-3):  | initial key id, 64 bits     | counter, 32 bits |
 * </pre>
 *
 * @param device the serial number with a counter of zero
 * @param counter from 1; the number of its set bits is limited, because it is the number of derivations
 */
public record DukptKsn(Scheme scheme, Octets device, long counter) {
    /** Of AES; the counter of triple DES, of 21 bits, lies in as many. */
    private static final int COUNTER_BYTES = 4;

    /** The two ways of deriving. */
    public enum Scheme {
        TDES(10, 21, 10),
        AES(12, 32, 16);

        private final int ksnBytes;
        private final int counterBits;
        private final int onesMax;

        Scheme(int ksnBytes, int counterBits, int onesMax) {
            this.ksnBytes = ksnBytes;
            this.counterBits = counterBits;
            this.onesMax = onesMax;
        }

        int counterBits() {
            return counterBits;
        }

        int onesMax() {
            return onesMax;
        }

        /** Whether a device ever uses this counter. */
        boolean uses(long counter) {
            return counter > 0 && counter >>> counterBits == 0 && Long.bitCount(counter) <= onesMax;
        }

        private long counterMask() {
            return (1L << counterBits) - 1;
        }
    }

    public DukptKsn {
        if (device.length() != scheme.ksnBytes || !scheme.uses(counter)) {
            throw new IllegalArgumentException("not a serial number of " + scheme);
        }
    }

    /**
     * Takes the bytes of a message apart.
     *
     * @throws KsnRejectedException neither 10 nor 12 bytes, or a counter that no device uses
     */
    public static DukptKsn read(byte[] raw) {
        for (Scheme scheme : Scheme.values()) {
            if (scheme.ksnBytes == raw.length) {
                return read(scheme, raw);
            }
        }
        throw new KsnRejectedException("LENGTH");
    }

    /** Takes one apart that already has a possible length. */
    static DukptKsn of(Ksn ksn) {
        return read(ksn.value().toByteArray());
    }

    /** As it is sent. */
    public Octets value() {
        byte[] value = device.toByteArray();
        for (int i = 0; i < COUNTER_BYTES; i++) {
            value[value.length - 1 - i] |= (byte) (counter >>> 8 * i);
        }
        return Octets.of(value);
    }

    /** The serial number of another transaction of the device. */
    DukptKsn at(long other) {
        return new DukptKsn(scheme, device, other);
    }

    private static DukptKsn read(Scheme scheme, byte[] raw) {
        long counter = ByteBuffer.wrap(raw, raw.length - 8, 8).getLong() & scheme.counterMask();
        if (!scheme.uses(counter)) {
            throw new KsnRejectedException("COUNTER");
        }
        byte[] device = raw.clone();
        for (int i = 0; i < COUNTER_BYTES; i++) {
            device[device.length - 1 - i] &= (byte) ~(scheme.counterMask() >>> 8 * i);
        }
        return new DukptKsn(scheme, Octets.of(device), counter);
    }
}
