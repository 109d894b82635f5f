package dev.tidegate.simulator.hsm;

import dev.tidegate.simulator.hsm.Cipherer.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** A key out of its block of X9.143, version D, with what the header says of it. */
final class ClearKey {
    private static final int HEADER = 16;
    private static final int CODE = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String usage;
    private final char algorithm;
    private final char mode;
    private final byte[] key;

    private ClearKey(String header, byte[] key) {
        this.usage = header.substring(5, 7);
        this.algorithm = header.charAt(7);
        this.mode = header.charAt(8);
        this.key = key;
    }

    /** Opens a block, or refuses with the one status that all faults of blocks have. */
    static ClearKey open(byte[] block, Cipherer master) {
        try {
            return open(new String(block, StandardCharsets.US_ASCII), master);
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw new RefusedException(RefusedException.Why.KEY);
        }
    }

    private static ClearKey open(String text, Cipherer master) {
        require(text.matches("D[0-9]{4}[A-Z0-9]{2}[ATH][A-Z][A-Z0-9]{2}[ENS][0-9]{2}[012]0[ -~]*"));
        require(Integer.parseInt(text.substring(1, 5)) == text.length());
        int at = HEADER;
        for (int i = Integer.parseInt(text.substring(12, 14)); i > 0; i--) {
            int length = Integer.parseInt(text.substring(at + 2, at + 4), 16);
            if (length == 0) {
                require(text.startsWith("0004", at + 2));
                length = Integer.parseInt(text.substring(at + 6, at + 10), 16);
            }
            require(length >= 4);
            at += length;
        }
        // One spelling a block: upper case.
        require(text.substring(at).matches("[0-9A-F]*"));
        int codeAt = text.length() - CODE;
        byte[] code = Bytes.ofHex(text.substring(codeAt));
        Cipherer enciphering = new Cipherer(Kind.AES, derived(master, 0));
        byte[] plain = enciphering.decrypt(code, Bytes.ofHex(text.substring(at, codeAt)));
        byte[] covered = Bytes.join(text.substring(0, at).getBytes(StandardCharsets.US_ASCII), plain);
        require(MessageDigest.isEqual(new Cipherer(Kind.AES, derived(master, 1)).cmac(covered), code));
        int bytes = ByteBuffer.wrap(plain).getChar() / 8;
        require(bytes > 0 && bytes + 2 <= plain.length);
        return new ClearKey(text, Arrays.copyOfRange(plain, 2, 2 + bytes));
    }

    /**
     * Closes a key into a block.
     *
     * @param kind usage, algorithm and mode, four characters
     */
    static byte[] seal(String kind, byte[] key, Cipherer master) {
        // A triple DES key is filled up to its longest, so that its block does not tell its length.
        byte[] plain = new byte[32];
        RANDOM.nextBytes(plain);
        plain[0] = 0;
        plain[1] = (byte) (key.length * 8);
        System.arraycopy(key, 0, plain, 2, key.length);
        int length = HEADER + 2 * plain.length + CODE;
        byte[] header =
                String.format(Locale.ROOT, "D%04d%s00N0000", length, kind).getBytes(StandardCharsets.US_ASCII);
        byte[] code = new Cipherer(Kind.AES, derived(master, 1)).cmac(Bytes.join(header, plain));
        byte[] body = new Cipherer(Kind.AES, derived(master, 0)).encrypt(code, plain);
        HexFormat hex = HexFormat.of().withUpperCase();
        return Bytes.join(header, (hex.formatHex(body) + hex.formatHex(code)).getBytes(StandardCharsets.US_ASCII));
    }

    byte[] bytes() {
        return key.clone();
    }

    boolean isAes() {
        return algorithm == 'A';
    }

    boolean isHmac() {
        return algorithm == 'H';
    }

    /** This key, where it is for one of these uses in one of these modes. */
    ClearKey require(Set<String> usages, String modes) {
        require(usages.contains(usage) && modes.indexOf(mode) >= 0);
        return this;
    }

    Cipherer cipherer() {
        require(
                isAes()
                        ? Set.of(16, 24, 32).contains(key.length)
                        : algorithm == 'T' && (key.length == 16 || key.length == 24));
        return new Cipherer(isAes() ? Kind.AES : Kind.TDES, key);
    }

    // X9.143:2021, 7.4, for a master key of 256 bits.
    private static byte[] derived(Cipherer master, int purpose) {
        String rest = "000" + purpose + "00" + "0004" + "0100";
        return Bytes.join(master.cmac(Bytes.ofHex("01" + rest)), master.cmac(Bytes.ofHex("02" + rest)));
    }

    private static void require(boolean met) {
        RefusedException.unless(met, RefusedException.Why.KEY);
    }
}
