package dev.tidegate.crypto;

/**
 * Bytes from outside that are not what they should be: thrown by the readers of this package, and turned into a value
 * or a public exception at its doors. Holds a short name, never input; no stack, because anybody may cause thousands.
 */
final class Rejection extends RuntimeException {
    private final String code;

    Rejection(String code) {
        super(code, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }
}
