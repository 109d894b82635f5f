package dev.tidegate.till.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;

/** A PIN of one of the till's people as it was typed, until it is wiped. */
final class TypedPin implements AutoCloseable {
    private static final int LENGTH_MAX = 64;

    private final char[] digits;

    private TypedPin(char[] digits) {
        this.digits = digits;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TypedPin of(char[] digits) {
        if (digits.length > LENGTH_MAX) {
            throw ProblemException.field("pin", "is too long");
        }
        return new TypedPin(digits);
    }

    /** The digits themselves, not a copy: who reads them does not keep them. */
    char[] digits() {
        return digits;
    }

    @Override
    public void close() {
        Arrays.fill(digits, '\0');
    }

    @Override
    public String toString() {
        return "PIN";
    }
}
