package dev.tidegate.crypto;

/** A grant is not believed. The caller does nothing; the same grant gets the same answer again. */
public final class GrantRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Code code;

    /** What was wrong with it. */
    public enum Code {
        /** Not the bytes, or the text, of a grant. */
        BAD_FORMAT,
        /** The certificate is not a config signer's of our authority, or was not valid when the grant was issued. */
        FOREIGN_SIGNER,
        /** The signature is not over this content. */
        BAD_SIGNATURE
    }

    GrantRefusedException(Code code) {
        super("a grant was refused: " + code, null, false, false);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
