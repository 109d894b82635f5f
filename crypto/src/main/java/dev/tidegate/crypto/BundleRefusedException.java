package dev.tidegate.crypto;

/**
 * A recipient bundle is not taken. The caller keeps the one it has and tells somebody; the same bundle gets the same
 * answer again.
 */
public final class BundleRefusedException extends RuntimeException {
    private final Code code;

    /** What was wrong with it. */
    public enum Code {
        /** Not the bytes of a bundle. */
        BAD_FORMAT,
        /** The certificate is not a config signer's of our authority, or was not valid when the bundle was issued. */
        FOREIGN_SIGNER,
        /** The signature is not over this content. */
        BAD_SIGNATURE,
        /** A key of a suite that is not known here. */
        UNKNOWN_SUITE,
        /** A key that is none: off the curve, another curve's, an id that is not its own, an empty period. */
        BAD_KEY,
        /** Older than the bundle that is there, or another one of the same version. */
        LOWER_VERSION,
        /** No key in it is valid now or later. */
        EXPIRED,
        /** A key that was given up earlier, or one that is there with another period. */
        REUSED_KEY
    }

    public BundleRefusedException(Code code) {
        super("a recipient bundle was refused: " + code, null, false, false);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
