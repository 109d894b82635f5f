package dev.tidegate.crypto.payment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What an issuer does (EMV 4.4 Book 2, annex A1, and the schemes' books). In the tests alone: a terminal and a gateway
 * have none of its keys, and the simulators have their own.
 */
final class EmvIssuer {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final PaymentKey key;

    EmvIssuer(byte[] key) {
        this.key = PaymentKey.tdes(key, TdesSwitch.on());
    }

    /** Book 2, A1.4.1: the card's master key, option A. */
    byte[] cardKeyA(String pan, String sequence) {
        return cardKey(last16("0".repeat(16) + pan + sequence));
    }

    /** Book 2, A1.4.2, option B: numbers of more than 16 digits are hashed, and the hash read as digits. */
    byte[] cardKeyB(String pan, String sequence) throws NoSuchAlgorithmException {
        if (pan.length() <= 16) {
            return cardKeyA(pan, sequence);
        }
        String digits = pan + sequence;
        byte[] packed = HEX.parseHex(digits.length() % 2 == 0 ? digits : "0" + digits);
        String hash = HEX.formatHex(MessageDigest.getInstance("SHA-1").digest(packed));
        StringBuilder decimal = new StringBuilder(hash.replaceAll("[A-F]", ""));
        hash.replaceAll("[0-9]", "").chars().forEach(letter -> decimal.append((char) (letter - 'A' + '0')));
        return cardKey(decimal.substring(0, 16));
    }

    /** Book 2, A1.3.1: common session key derivation. */
    byte[] sessionKey(byte[] diversifier) {
        byte[] left = diversifier.clone();
        byte[] right = diversifier.clone();
        left[2] = (byte) 0xF0;
        right[2] = 0x0F;
        return oddParity(join(encrypt(left), encrypt(right)));
    }

    /** Visa's key of script commands: the counter mixed into both halves. */
    byte[] visaScriptKey(byte[] atc) {
        byte[] out = key.bytes();
        for (int i = 0; i < 2; i++) {
            out[6 + i] ^= atc[i];
            out[14 + i] ^= (byte) ~atc[i];
        }
        return oddParity(out);
    }

    /** EMV2000 Book 2, A1.3.1: the tree of keys above an ATC. */
    byte[] treeKey(int atc, int height, int branches, byte[] iv) {
        byte[] grandparent = iv;
        byte[] parent = key.bytes();
        for (int level = 1; level < height; level++) {
            int node = (int) (atc / Math.pow(branches, height - level));
            byte[] child = treeStep(parent, grandparent, node % branches);
            grandparent = parent;
            parent = child;
        }
        byte[] leaf = treeStep(parent, grandparent, atc % branches);
        return oddParity(Blocks.xor(leaf, grandparent));
    }

    /** Application cryptogram; the padding is EMV's or that of Visa's older versions. */
    byte[] cryptogram(byte[] covered, boolean visa) {
        return (visa ? MacScheme.RETAIL_1 : MacScheme.RETAIL_2).make(key, covered);
    }

    /** Book 2, 8.2.1: ARPC method 1. */
    byte[] arpc1(byte[] arqc, byte[] responseCode) {
        return encrypt(Blocks.xor(arqc, Arrays.copyOf(responseCode, 8)));
    }

    /** Book 2, 8.2.2: ARPC method 2. */
    byte[] arpc2(byte[] arqc, byte[] cardStatusUpdate, byte[] proprietary) {
        return Arrays.copyOf(MacScheme.RETAIL_2.make(key, join(join(arqc, cardStatusUpdate), proprietary)), 4);
    }

    /**
     * A script command's data: EMV pads always, Mastercard when needed, Visa puts the length first and never chains.
     */
    byte[] commandData(byte[] data, String scheme) {
        return switch (scheme) {
            case "EMV" -> Blocks.encryptChained(key, new byte[8], pad2(data, 8));
            case "MASTERCARD" -> Blocks.encryptChained(key, new byte[8], data.length % 8 == 0 ? data : pad2(data, 8));
            case "VISA" -> {
                byte[] padded = pad2(join(new byte[] {(byte) data.length}, data), 8);
                byte[] out = new byte[0];
                for (int at = 0; at < padded.length; at += 8) {
                    out = join(out, encrypt(Arrays.copyOfRange(padded, at, at + 8)));
                }
                yield out;
            }
            default -> throw new AssertionError(scheme);
        };
    }

    /** Visa's PIN change: the new PIN, with half of the card's key and the old PIN mixed in. */
    byte[] visaPinBlock(String pin, String current) {
        byte[] block = HEX.parseHex(
                (String.format(Locale.ROOT, "0%X%s", pin.length(), pin) + "F".repeat(14)).substring(0, 16));
        byte[] secret = new byte[8];
        System.arraycopy(key.bytes(), 4, secret, 4, 4);
        String old = (current + "0".repeat(16)).substring(0, 16);
        return Blocks.xor(Blocks.xor(block, secret), HEX.parseHex(old));
    }

    /** Mastercard's dynamic CVC3 of a magnetic stripe over the air: five digits. */
    String cvc3(byte[] track, byte[] unpredictable, byte[] atc) {
        byte[] mac = MacScheme.RETAIL_2.make(key, track);
        byte[] block = encrypt(join(join(Arrays.copyOfRange(mac, 6, 8), unpredictable), atc));
        return String.format(Locale.ROOT, "%05d", (block[6] & 0xFF) << 8 | block[7] & 0xFF);
    }

    /** ISO 9564-1 format 2, which cards take in clear. */
    static byte[] format2(String pin) {
        String field = String.format(Locale.ROOT, "2%X%s", pin.length(), pin) + "F".repeat(14);
        return HEX.parseHex(field.substring(0, 16));
    }

    static byte[] pad1(byte[] data, int block) {
        return Arrays.copyOf(data, Math.max(block, (data.length + block - 1) / block * block));
    }

    static byte[] pad2(byte[] data, int block) {
        byte[] padded = Arrays.copyOf(data, (data.length / block + 1) * block);
        padded[data.length] = (byte) 0x80;
        return padded;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] cardKey(String digits) {
        byte[] left = HEX.parseHex(digits);
        byte[] right = left.clone();
        for (int i = 0; i < right.length; i++) {
            right[i] = (byte) ~right[i];
        }
        return oddParity(join(encrypt(left), encrypt(right)));
    }

    private static byte[] treeStep(byte[] parent, byte[] grandparent, int branch) {
        byte[] left = Arrays.copyOf(grandparent, 8);
        byte[] right = Arrays.copyOfRange(grandparent, 8, 16);
        left[7] ^= (byte) branch;
        right[7] ^= (byte) (branch ^ 0xF0);
        EmvIssuer step = new EmvIssuer(parent);
        return join(step.encrypt(left), step.encrypt(right));
    }

    private byte[] encrypt(byte[] block) {
        return Blocks.encrypt(key, block);
    }

    private static String last16(String digits) {
        return digits.substring(digits.length() - 16);
    }

    private static byte[] oddParity(byte[] key) {
        for (int i = 0; i < key.length; i++) {
            key[i] ^= (byte) (Integer.bitCount(key[i] & 0xFF) % 2 == 0 ? 1 : 0);
        }
        return key;
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] out = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, out, one.length, other.length);
        return out;
    }
}
