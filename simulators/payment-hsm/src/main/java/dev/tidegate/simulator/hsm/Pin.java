package dev.tidegate.simulator.hsm;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/** PINs in their blocks. A PIN is a String of digits here: this is no HSM, and its PINs are test PINs. */
final class Pin {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final SecureRandom CHANCE = new SecureRandom();

    private Pin() {}

    static byte[] seal(int format, String pin, String pan, Cipherer key) {
        requireFit(format, key);
        String field = String.format(Locale.ROOT, "%d%X%s", format, pin.length(), pin);
        if (format == 4) {
            field = filled(field, 16, "A") + HEX.toHexDigits(CHANCE.nextLong());
            return key.encrypt(Bytes.xor(key.encrypt(Bytes.ofHex(field)), longAccount(pan)));
        }
        while (field.length() < 16) {
            field += format == 0 ? "F" : "ABCDEF".charAt(CHANCE.nextInt(6));
        }
        return key.encrypt(Bytes.xor(Bytes.ofHex(field), shortAccount(pan)));
    }

    static String open(int format, byte[] block, String pan, Cipherer key) {
        requireFit(format, key);
        require(block.length == key.block());
        byte[] field = format == 4
                ? key.decrypt(Bytes.xor(key.decrypt(block), longAccount(pan)))
                : Bytes.xor(key.decrypt(block), shortAccount(pan));
        String text = HEX.formatHex(field);
        int length = Character.digit(text.charAt(1), 16);
        require(text.charAt(0) - '0' == format && length >= 4 && length <= 12);
        String pin = text.substring(2, 2 + length);
        String fill = text.substring(2 + length, 16);
        require(pin.matches("[0-9]*"));
        require(fill.matches(
                switch (format) {
                    case 0 -> "F*";
                    case 3 -> "[A-F]*";
                    default -> "A*";
                }));
        return pin;
    }

    private static byte[] shortAccount(String pan) {
        require(pan.matches("[0-9]{13,19}"));
        return Bytes.ofHex("0000" + pan.substring(pan.length() - 13, pan.length() - 1));
    }

    private static byte[] longAccount(String pan) {
        require(pan.matches("[0-9]{1,19}"));
        String digits = "0".repeat(Math.max(0, 12 - pan.length())) + pan;
        return Bytes.ofHex(filled((digits.length() - 12) + digits, 32, "0"));
    }

    private static String filled(String text, int length, String with) {
        return text + with.repeat(length - text.length());
    }

    // ISO 9564-1: format 4 is AES's, the others are triple DES's.
    private static void requireFit(int format, Cipherer key) {
        RefusedException.unless(
                format == 4 ? key.isAes() : !key.isAes() && (format == 0 || format == 3),
                RefusedException.Why.UNSUPPORTED);
    }

    private static void require(boolean met) {
        RefusedException.unless(met, RefusedException.Why.PIN_BLOCK);
    }
}
