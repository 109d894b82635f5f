package dev.tidegate.storm.gateway;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.DESKeySpec;
import javax.crypto.spec.DESedeKeySpec;

/**
 * One test card that signs: its key out of the test issuer's (EMV Book 2, annex A1.4.1, option A), a session key of
 * each counter (A1.3.1), the MAC of ISO/IEC 9797-1 algorithm 3. The acquirer verifies it and knows a counter that was
 * used.
 */
final class StormCard {
    private static final String ISSUER_KEY = "0123456789ABCDEFFEDCBA9876543210";
    private static final String SEQUENCE = "01";
    private static final int BLOCK = 8;

    private final String number;
    private final byte[] key;
    private final AtomicInteger counter = new AtomicInteger();

    StormCard(String number) {
        this.number = number;
        String digits = number + SEQUENCE;
        byte[] left = hex(digits.substring(digits.length() - 16));
        byte[] right = left.clone();
        for (int i = 0; i < BLOCK; i++) {
            right[i] ^= (byte) 0xFF;
        }
        this.key = joined(triple(hex(ISSUER_KEY), left), triple(hex(ISSUER_KEY), right));
    }

    String number() {
        return number;
    }

    /** A counter that it has not used yet. */
    int count() {
        return counter.incrementAndGet();
    }

    /** Its cryptogram over the data that version 18 signs. */
    byte[] sign(int atc, String hexData) {
        byte[] left = hex(String.format(Locale.ROOT, "%04XF00000000000", atc));
        byte[] right = hex(String.format(Locale.ROOT, "%04X0F0000000000", atc));
        byte[] session = joined(triple(key, left), triple(key, right));
        String padded = hexData + "80";
        padded += "00".repeat((BLOCK - padded.length() / 2 % BLOCK) % BLOCK);
        byte[] data = hex(padded);
        byte[] state = new byte[BLOCK];
        for (int at = 0; at < data.length; at += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                state[i] ^= data[at + i];
            }
            state = at + BLOCK == data.length ? triple(session, state) : single(session, state);
        }
        return state;
    }

    private static byte[] single(byte[] key, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, SecretKeyFactory.getInstance("DES").generateSecret(new DESKeySpec(key)));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] triple(byte[] key, byte[] block) {
        try {
            byte[] three = new byte[24];
            System.arraycopy(key, 0, three, 0, 16);
            System.arraycopy(key, 0, three, 16, BLOCK);
            Cipher cipher = Cipher.getInstance("DESede/ECB/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    SecretKeyFactory.getInstance("DESede").generateSecret(new DESedeKeySpec(three)));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] joined(byte[] left, byte[] right) {
        return hex(HexFormat.of().formatHex(left) + HexFormat.of().formatHex(right));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
