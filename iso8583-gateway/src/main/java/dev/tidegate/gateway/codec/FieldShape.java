package dev.tidegate.gateway.codec;

import java.util.Locale;
import org.jpos.iso.ISOFieldPackager;

/**
 * What a field may hold, told by its packager's name: jPOS itself packs a letter as digits and reads one back.
 *
 * @param length the most digits, characters or bytes
 * @param fixed whether it always has that length
 */
record FieldShape(Kind kind, int length, boolean fixed) {
    enum Kind {
        DIGITS,
        CHARACTERS,
        BYTES
    }

    static FieldShape of(ISOFieldPackager packager) {
        String name = packager.getClass().getSimpleName().toUpperCase(Locale.ROOT);
        Kind kind = name.contains("BINARY") ? Kind.BYTES : name.contains("NUM") ? Kind.DIGITS : Kind.CHARACTERS;
        return new FieldShape(kind, packager.getLength(), !name.contains("LL"));
    }

    /** Whether a text fits; bytes come as hexadecimal digits. Track 2 is digits and one {@code =}. */
    boolean fits(String text, boolean track) {
        int units = kind == Kind.BYTES ? text.length() / 2 : text.length();
        if (units == 0 || units > length || fixed && units != length) {
            return false;
        }
        return switch (kind) {
            case DIGITS -> text.chars().allMatch(c -> c >= '0' && c <= '9' || track && c == '=');
            case CHARACTERS -> text.chars().allMatch(c -> c >= ' ' && c <= '~');
            case BYTES -> text.length() % 2 == 0;
        };
    }
}
