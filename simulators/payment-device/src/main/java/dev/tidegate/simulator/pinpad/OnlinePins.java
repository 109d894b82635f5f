package dev.tidegate.simulator.pinpad;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * PINs for issuers: each under a key of its own (DUKPT), of which the next one is on disk before a block leaves. Under
 * AES blocks are of format 4, under triple DES of format 0 (ISO 9564-1).
 */
final class OnlinePins {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final int ACCOUNT_DIGITS = 12;

    private final PadKeys keys;
    private final KeyCounter counter;

    OnlinePins(PadKeys keys, KeyCounter counter) {
        this.keys = keys;
        this.counter = counter;
    }

    /**
     * Goes on where an earlier process of the same home stopped.
     *
     * @throws java.io.UncheckedIOException the home refuses
     * @throws IllegalStateException its counter cannot be read: a key would be used twice
     */
    static OnlinePins open(PadOptions.Keys options) {
        PadKeys keys = PadKeys.of(HEX.parseHex(options.initialKey()), HEX.parseHex(options.serial()));
        return new OnlinePins(keys, KeyCounter.in(options.home(), keys));
    }

    /** {@code BLOCK format ksn block}, or {@code NO_KEY} where the pad has used up all of its keys. */
    synchronized String enciphered(String pin, String number) {
        long now = counter.next();
        if (now == KeyCounter.USED_UP) {
            return "NO_KEY";
        }
        byte[] block = keys.isAes() ? format4(pin, number, now) : format0(pin, number, now);
        return "BLOCK " + (keys.isAes() ? 4 : 0) + " " + HEX.formatHex(keys.serial(now)) + " " + HEX.formatHex(block);
    }

    private byte[] format0(String pin, String number, long now) {
        byte[] field = HEX.parseHex(filled("0" + Integer.toHexString(pin.length()) + pin, 16, "F"));
        int end = number.length() - 1;
        String account = "0".repeat(ACCOUNT_DIGITS) + number.substring(0, end);
        return keys.encipher(
                now, xor(field, HEX.parseHex("0000" + account.substring(account.length() - ACCOUNT_DIGITS))));
    }

    private byte[] format4(String pin, String number, long now) {
        byte[] chance = new byte[8];
        CHANCE.nextBytes(chance);
        String field = filled("4" + Integer.toHexString(pin.length()) + pin, 16, "A") + HEX.formatHex(chance);
        String account = filled((number.length() - ACCOUNT_DIGITS) + number, 32, "0");
        return keys.encipher(now, xor(keys.encipher(now, HEX.parseHex(field)), HEX.parseHex(account)));
    }

    private static String filled(String text, int length, String with) {
        return text + with.repeat(length - text.length());
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] out = Arrays.copyOf(one, one.length);
        for (int i = 0; i < out.length; i++) {
            out[i] ^= other[i];
        }
        return out;
    }
}
