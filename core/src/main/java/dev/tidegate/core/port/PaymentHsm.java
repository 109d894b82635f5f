package dev.tidegate.core.port;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import java.util.Arrays;

/**
 * A hardware security module for payments: the one place where a PIN, a PIN key or a base derivation key is ever clear.
 *
 * <p>It keeps no keys of ours. Each call brings its keys as X9.143 blocks under the module's own master key, which
 * never leaves it. Safe to use from several threads. Every call throws {@link HsmUnavailableException} where the module
 * gave no answer, within about two seconds; the caller then says BUSY.
 */
public interface PaymentHsm {
    /** A key of the module, by its block (X9.143 text), which is not secret. */
    sealed interface HsmKey {
        /** X9.143 text. */
        String block();

        /** The key in the block itself. */
        record Fixed(String block) implements HsmKey {}

        /**
         * The key of one transaction of one device, derived from the base derivation key in the block.
         *
         * @param ksn which device, which transaction
         */
        record Dukpt(String block, Ksn ksn, Dialect dialect) implements HsmKey {}
    }

    /** How a device uses its DUKPT keys; known from its maker. */
    enum Dialect {
        /** As X9.24 says. */
        STANDARD,
        /** AES: one key for both directions (usages 2002 and 3002), as many devices in the field. */
        BOTH_WAYS,
        /** Triple DES: data keys without the extra step, as devices of before 2009. */
        LEGACY_DATA
    }

    /** Formats of PIN blocks (ISO 9564-1). */
    enum PinFormat {
        ISO_0,
        ISO_3,
        ISO_4
    }

    /** Kinds of message authentication codes. */
    enum MacKind {
        /** ISO 9797-1 algorithm 3, padding 1. */
        RETAIL_1,
        /** ISO 9797-1 algorithm 3, padding 2. */
        RETAIL_2,
        /** CMAC of the key's own cipher. */
        CMAC,
        /** HMAC with SHA-256. */
        HMAC_SHA256
    }

    /** Why the module refused; asking again gives the same answer. */
    enum Refusal {
        /** A key block that is not genuine, or not for this use. */
        KEY,
        /** A serial number that no device sends. */
        SERIAL_NUMBER,
        /** A PIN block that is none; no more is said, so that nobody learns from it. */
        PIN_BLOCK,
        /** Parts that do not go together, e.g. format 4 under triple DES. */
        UNSUPPORTED
    }

    /** What came of a translation. */
    sealed interface PinAnswer {
        /** The PIN under the other key. */
        record Translated(Octets block) implements PinAnswer {}
    }

    /** What came of making a code. */
    sealed interface MacAnswer {
        /** The code, whole. */
        record Made(Octets mac) implements MacAnswer {}
    }

    /** What came of checking a code. */
    sealed interface MacCheck {
        /** The code is the message's. */
        record Genuine() implements MacCheck {}

        /** It is not. */
        record Wrong() implements MacCheck {}
    }

    /** What a key that somebody sends is for. */
    enum KeyUse {
        MAC,
        PIN
    }

    /** What came of taking a key over. */
    sealed interface KeyAnswer {
        /**
         * It is a key of the module now.
         *
         * @param checkValue the first three bytes of its encryption of zeros, to be compared with the sender's
         */
        record Received(HsmKey.Fixed key, Octets checkValue) implements KeyAnswer {}
    }

    /** What came of opening data. */
    sealed interface DataAnswer {
        /** Clear card data, as the device padded it; the caller closes it, which overwrites it. */
        final class Clear implements DataAnswer, AutoCloseable {
            private final byte[] bytes;

            /** Takes the array over. */
            public Clear(byte[] owned) {
                this.bytes = owned;
            }

            /** The array itself, zeros once this is closed. */
            public byte[] bytes() {
                return bytes;
            }

            @Override
            public void close() {
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }

    /** The module said no, to any call. */
    record Refused(Refusal why) implements PinAnswer, MacAnswer, MacCheck, KeyAnswer, DataAnswer {}

    /**
     * Takes a PIN from one key and format to another; the PIN is clear only inside.
     *
     * @param from key and format of the block as the device sent it
     * @param block 8 bytes, or 16 in format 4
     * @param pan the card's, which the formats mix in; stays the caller's
     * @param to the acquirer's key, and the format it takes
     */
    PinAnswer translatePin(
            HsmKey from, PinFormat fromFormat, Octets block, Pan pan, HsmKey.Fixed to, PinFormat toFormat);

    /** Makes the code of a message that goes to the one who holds the key. */
    MacAnswer generateMac(HsmKey key, MacKind kind, byte[] message);

    /** Checks the code of a message that came; it may be cut to at least 4 bytes. */
    MacCheck verifyMac(HsmKey key, MacKind kind, byte[] message, Octets mac);

    /**
     * Opens what a device has enciphered for capture: track or card number, chained (CBC) from a block of zeros.
     *
     * @param ciphertext whole cipher blocks, at most 2,048 bytes
     */
    DataAnswer decryptData(HsmKey.Dukpt key, Octets ciphertext);

    /**
     * Takes over a triple DES key that another party sent under a key that both have, as hosts do in network messages.
     *
     * @param exchange that key, usage K0
     * @param wrapped 16 bytes, each block enciphered by itself
     */
    KeyAnswer receiveKey(HsmKey.Fixed exchange, Octets wrapped, KeyUse use);
}
