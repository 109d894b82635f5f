package dev.tidegate.crypto;

/**
 * What was sealed cannot be used: changed, made for something else, or under a key that is gone. The caller sets the
 * record aside; trying again gives the same answer. Towards a till all codes look alike, so that nobody learns from
 * them.
 */
public final class BodyRejectedException extends RuntimeException {
    private final String code;

    /** @param code a short name, no part of the input */
    public BodyRejectedException(String code) {
        super("a sealed body was rejected: " + code);
        this.code = code;
    }

    /**
     * What was wrong, for the audit log alone: UNKNOWN_SUITE, UNKNOWN_KID (the key was destroyed or never ours),
     * OPEN_FAILED, BAD_PADDING, BAD_PAYLOAD, BAD_COLUMN.
     */
    public String code() {
        return code;
    }
}
