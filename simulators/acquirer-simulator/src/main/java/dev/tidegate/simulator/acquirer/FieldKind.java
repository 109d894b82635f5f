package dev.tidegate.simulator.acquirer;

import java.util.regex.Pattern;

/**
 * The notations of ISO 8583 that this host's table uses: what a value may hold, how it is coded, and whether its length
 * goes in front (LL: one byte, LLL: two bytes, both packed decimal).
 */
enum FieldKind {
    N(0, Coding.BCD, "[0-9]+"),
    LL_N(2, Coding.BCD, "[0-9]+"),
    LL_Z(2, Coding.BCD, "[0-9]{1,19}D[0-9]+"),
    AN(0, Coding.ASCII, "[A-Za-z0-9 ]+"),
    ANS(0, Coding.ASCII, "[ -~]+"),
    LLL_ANS(4, Coding.ASCII, "[ -~]+"),
    LLL_B(4, Coding.BINARY, "([0-9A-F]{2})+");

    private final int prefixDigits;
    private final Coding coding;
    private final Pattern content;

    FieldKind(int prefixDigits, Coding coding, String content) {
        this.prefixDigits = prefixDigits;
        this.coding = coding;
        this.content = Pattern.compile(content);
    }

    boolean isFixed() {
        return prefixDigits == 0;
    }

    int prefixDigits() {
        return prefixDigits;
    }

    Coding coding() {
        return coding;
    }

    boolean mayHold(String value) {
        return content.matcher(value).matches();
    }

    /** The length as it stands in front of the content; nothing in front of a fixed field. */
    String prefix(int units) {
        return isFixed() ? "" : Digits.padded(units, prefixDigits);
    }
}
