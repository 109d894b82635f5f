package dev.tidegate.crypto.payment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A key under another key, with what it is for (ANSI X9.143:2021, known as TR-31).
 *
 * <pre>
 * | header, clear ASCII | key, enciphered, hex                    | code, hex: A and C 8, B 16, D 32 characters |
 *                       = | bits of the key 2 | key | random padding |
 * </pre>
 *
 * <p>Versions B and D are read and written; A and C are read where that is asked for by name. Reading looks at the
 * structure alone; only {@link #open} knows whether a block is genuine.
 */
public final class KeyBlock {
    /** Its length field has four digits. */
    static final int CHARACTERS_MAX = 9_999;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int LENGTH_BYTES = 2;

    private final KeyBlockVersion version;
    private final KeyBlockHeader header;
    private final byte[] headerBytes;
    private final byte[] enciphered;
    private final byte[] mac;

    private KeyBlock(
            KeyBlockVersion version, KeyBlockHeader header, byte[] headerBytes, byte[] enciphered, byte[] mac) {
        this.version = version;
        this.header = header;
        this.headerBytes = headerBytes;
        this.enciphered = enciphered;
        this.mac = mac;
    }

    /**
     * Reads a block of version B or D.
     *
     * @param ascii all of it and nothing else
     * @throws KeyBlockRejectedException not the structure of one
     */
    public static KeyBlock read(byte[] ascii) {
        return read(ascii, Set.of(KeyBlockVersion.B, KeyBlockVersion.D));
    }

    /** Reads a block of any version: for the keys of a host that still sends A or C, and for nothing else. */
    public static KeyBlock readDeprecated(byte[] ascii) {
        return read(ascii, Set.of(KeyBlockVersion.values()));
    }

    /** What it says of its key; not to be believed before it was opened. */
    public KeyBlockHeader header() {
        return header;
    }

    /**
     * Opens the block for a slot.
     *
     * @param protection the key it was made under
     * @param tdes asked where the key inside is of triple DES
     * @return the key, which the caller closes
     * @throws KeyBlockRejectedException changed, or made under another key
     * @throws KeyUsageRejectedException genuine, and not for this slot
     * @throws TdesNotAllowedException triple DES is off
     */
    public PaymentKey open(PaymentKey protection, KeySlot slot, TdesSwitch tdes) {
        byte[] plain = plain(protection);
        byte[] key = new byte[0];
        try {
            slot.check(header);
            int bytes = ByteBuffer.wrap(plain).getChar() / 8;
            KeySlot.checkKey(header, bytes, protection);
            key = Arrays.copyOfRange(plain, LENGTH_BYTES, LENGTH_BYTES + bytes);
            return PaymentKey.of(header.algorithm(), key, tdes);
        } finally {
            Arrays.fill(plain, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Makes a block of version B or D. Shorter keys are padded to the longest of their algorithm, so that a block does
     * not show how strong its key is.
     *
     * @return ASCII
     * @throws IllegalArgumentException version, protection and key do not go together; the caller's mistake
     */
    public static byte[] seal(KeyBlockHeader header, PaymentKey key, PaymentKey protection, RandomGenerator chance) {
        int unpadded = LENGTH_BYTES + Math.max(key.length(), key.algorithm().longest());
        int block = Blocks.size(protection);
        byte[] padding = new byte[(unpadded + block - 1) / block * block - LENGTH_BYTES - key.length()];
        chance.nextBytes(padding);
        return seal(header, key, protection, padding);
    }

    static byte[] seal(KeyBlockHeader header, PaymentKey key, PaymentKey protection, byte[] padding) {
        KeyBlockVersion version = KeyBlockVersion.valueOf(String.valueOf(header.version()));
        if (version.deprecated() || !version.takes(protection) || key.algorithm() != header.algorithm()) {
            throw new IllegalArgumentException("no block of version " + version + " for these keys");
        }
        KeySlot.checkKey(header, key.length(), protection);
        byte[] bytes = key.bytes();
        byte[] plain = ByteBuffer.allocate(LENGTH_BYTES + bytes.length + padding.length)
                .putChar((char) (8 * bytes.length))
                .put(bytes)
                .put(padding)
                .array();
        try (PaymentKey encrypting = version.key(protection, KeyBlockVersion.ENCRYPTION);
                PaymentKey authenticating = version.key(protection, KeyBlockVersion.AUTHENTICATION)) {
            String text = header.text(2 * (plain.length + version.macBytes()), version.blockBytes());
            byte[] mac = version.mac(authenticating, text.getBytes(StandardCharsets.US_ASCII), plain);
            byte[] enciphered = Blocks.encryptChained(encrypting, mac, plain);
            return (text + HEX.formatHex(enciphered) + HEX.formatHex(mac)).getBytes(StandardCharsets.US_ASCII);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** The clear bytes of a genuine block: length, key, padding. */
    byte[] plain(PaymentKey protection) {
        if (!version.takes(protection)) {
            throw new KeyBlockRejectedException("PROTECTION");
        }
        try (PaymentKey encrypting = version.key(protection, KeyBlockVersion.ENCRYPTION);
                PaymentKey authenticating = version.key(protection, KeyBlockVersion.AUTHENTICATION)) {
            byte[] iv = version.deprecated() ? Arrays.copyOf(headerBytes, version.blockBytes()) : mac;
            byte[] plain = Blocks.decryptChained(encrypting, iv, enciphered);
            byte[] covered = version.deprecated() ? enciphered : plain;
            int bits = ByteBuffer.wrap(plain).getChar();
            boolean fits = bits > 0 & bits % 8 == 0 & LENGTH_BYTES + bits / 8 <= plain.length;
            // Both are always asked: one answer, and no way to tell which was wrong by its time.
            if (!(MessageDigest.isEqual(version.mac(authenticating, headerBytes, covered), mac) & fits)) {
                Arrays.fill(plain, (byte) 0);
                throw new KeyBlockRejectedException("NOT_GENUINE");
            }
            return plain;
        }
    }

    private static KeyBlock read(byte[] ascii, Set<KeyBlockVersion> letIn) {
        if (ascii.length < KeyBlockHeader.FIXED || ascii.length > CHARACTERS_MAX) {
            throw new KeyBlockRejectedException("LENGTH");
        }
        for (byte c : ascii) {
            require(c >= ' ' && c <= '~', "CHARACTERS");
        }
        String text = new String(ascii, StandardCharsets.US_ASCII);
        KeyBlockVersion version = version(text.charAt(0));
        require(letIn.contains(version), "DEPRECATED_VERSION");
        require(text.startsWith(String.format(Locale.ROOT, "%04d", text.length()), 1), "LENGTH");
        KeyBlockHeader.Found found = KeyBlockHeader.read(text);
        require(found.characters() % version.blockBytes() == 0, "OPTIONAL_BLOCK");
        int macAt = text.length() - 2 * version.macBytes();
        int keyBytes = (macAt - found.characters()) / 2;
        require(keyBytes >= version.blockBytes() && keyBytes % version.blockBytes() == 0, "LENGTH");
        require((macAt - found.characters()) % 2 == 0, "LENGTH");
        return new KeyBlock(
                version,
                found.header(),
                Arrays.copyOf(ascii, found.characters()),
                hex(text.substring(found.characters(), macAt)),
                hex(text.substring(macAt)));
    }

    private static KeyBlockVersion version(char letter) {
        for (KeyBlockVersion each : KeyBlockVersion.values()) {
            if (each.name().charAt(0) == letter) {
                return each;
            }
        }
        throw new KeyBlockRejectedException("VERSION");
    }

    // Upper case alone, so that each block has one spelling.
    private static byte[] hex(String digits) {
        require(digits.matches("[0-9A-F]*"), "CHARACTERS");
        return HEX.parseHex(digits);
    }

    private static void require(boolean met, String code) {
        if (!met) {
            throw new KeyBlockRejectedException(code);
        }
    }
}
