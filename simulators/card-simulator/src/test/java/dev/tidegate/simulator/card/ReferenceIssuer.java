package dev.tidegate.simulator.card;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.DESedeKeySpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * The issuer of the tests: computes a card's cryptograms from the formulas, on triple DES alone and with none of the
 * card's code. Single DES is triple DES with three times the same key; the MAC's last block is triple DES.
 */
final class ReferenceIssuer {
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] sessionKey;

    ReferenceIssuer(String issuerKey, String pan, String sequence, int counter) {
        byte[] master = HEX.parseHex(issuerKey);
        String digits = pan + sequence;
        byte[] seed = HEX.parseHex(digits.substring(digits.length() - 16));
        byte[] inverse = seed.clone();
        for (int i = 0; i < 8; i++) {
            inverse[i] = (byte) ~inverse[i];
        }
        byte[] card = Terminal.join(triple(master, seed), triple(master, inverse));
        byte[] left = {(byte) (counter / 256), (byte) counter, (byte) 0xF0, 0, 0, 0, 0, 0};
        byte[] right = {(byte) (counter / 256), (byte) counter, 0x0F, 0, 0, 0, 0, 0};
        sessionKey = Terminal.join(triple(card, left), triple(card, right));
    }

    /** Of what the terminal knows after GENERATE AC, the cryptogram that should be in 9F26. */
    byte[] cryptogram(Terminal terminal) {
        byte[] covered = new byte[0];
        int[] tags = {0x9F02, 0x9F03, 0x9F1A, 0x95, 0x5F2A, 0x9A, 0x9C, 0x9F37, 0x82, 0x9F36, 0x9F10};
        for (int tag : tags) {
            covered = Terminal.join(covered, terminal.value(tag));
        }
        return mac(covered);
    }

    /** 91: ARPC by method 1 and the response code. */
    byte[] issuerData(byte[] arqc, String responseCode) {
        byte[] code = HEX.parseHex(responseCode);
        byte[] block = arqc.clone();
        block[0] ^= code[0];
        block[1] ^= code[1];
        return Terminal.join(triple(sessionKey, block), code);
    }

    private byte[] mac(byte[] message) {
        byte[] text = Terminal.join(message, new byte[] {(byte) 0x80});
        text = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
        byte[] left = Arrays.copyOf(sessionKey, 8);
        byte[] state = new byte[8];
        for (int at = 0; at < text.length; at += 8) {
            for (int i = 0; i < 8; i++) {
                state[i] ^= text[at + i];
            }
            boolean last = at + 8 == text.length;
            state = triple(last ? sessionKey : Terminal.join(left, left), state);
        }
        return state;
    }

    private static byte[] triple(byte[] key, byte[] block) {
        try {
            byte[] threefold = Terminal.join(key, Arrays.copyOf(key, 8));
            Cipher cipher = Cipher.getInstance("DESede/CTR/NoPadding");
            // Counter mode encrypts its start value: over zeros it gives the bare cipher of the block.
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    SecretKeyFactory.getInstance("DESede").generateSecret(new DESedeKeySpec(threefold)),
                    new IvParameterSpec(block));
            return cipher.doFinal(new byte[8]);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
