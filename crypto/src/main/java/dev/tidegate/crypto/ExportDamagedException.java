package dev.tidegate.crypto;

/** A file is no whole export of a journal. The caller refuses it; the export is made, or copied, again. */
public final class ExportDamagedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    ExportDamagedException(String code) {
        super("no whole export of a journal: " + code);
        this.code = code;
    }

    /**
     * What is wrong: TRUNCATED, BAD_MAGIC, BAD_VERSION, BAD_FLAGS, BAD_LENGTH, BAD_TRAILER, BAD_DIGEST, TRAILING_BYTES,
     * EMPTY, BODY_GONE, UNKNOWN_TILL, or what {@link ChainVerifier} says of a record.
     */
    public String code() {
        return code;
    }
}
