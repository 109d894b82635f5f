package dev.tidegate.simulator.hsm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Makes key blocks under the test master key: the simulator itself only reads them. */
final class Blocks {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Blocks() {}

    static byte[] sealed(String usage, char algorithm, char mode, byte[] key) {
        Cipherer master = new Cipherer(Cipherer.Kind.AES, HEX.parseHex(Options.TEST_KEY));
        byte[] plain = Arrays.copyOf(
                ByteBuffer.allocate(2 + key.length)
                        .putShort((short) (8 * key.length))
                        .put(key)
                        .array(),
                48);
        String header = String.format(Locale.ROOT, "D%04d%s%c%c00N0000", 16 + 96 + 32, usage, algorithm, mode);
        byte[] covered = Bytes.join(header.getBytes(StandardCharsets.US_ASCII), plain);
        byte[] code = new Cipherer(Cipherer.Kind.AES, derived(master, 1)).cmac(covered);
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(derived(master, 0), "AES"), new IvParameterSpec(code));
            String text = header + HEX.formatHex(cipher.doFinal(plain)) + HEX.formatHex(code);
            return text.getBytes(StandardCharsets.US_ASCII);
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] derived(Cipherer master, int purpose) {
        byte[] first = HEX.parseHex("01000" + purpose + "0000040100");
        byte[] second = HEX.parseHex("02000" + purpose + "0000040100");
        return Bytes.join(master.cmac(first), master.cmac(second));
    }
}
