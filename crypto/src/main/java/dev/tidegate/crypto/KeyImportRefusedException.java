package dev.tidegate.crypto;

/**
 * A step of a key ceremony was refused; nothing of it was kept. The person reads the code and does what it says; the
 * key that was typed is in no message.
 */
public final class KeyImportRefusedException extends RuntimeException {
    /** What is wrong. */
    public enum Code {
        /** No such custodian, or another passphrase; the same answer for both. */
        NOT_KNOWN,
        /** Too many wrong passphrases; after half an hour it is asked again. */
        LOCKED,
        /** A custodian's name, a key's id, a usage or a mode is not of its form. */
        FORM,
        /** A passphrase of fewer than twelve characters, or one made of a name. */
        PASSPHRASE,
        /** A custodian of that name is there already. */
        KNOWN_ALREADY,
        /** From the third custodian on one who is there must let in the next. */
        SPONSOR,
        /** A ceremony is open: finish it or abort it. */
        OPEN_ALREADY,
        /** There is no ceremony: begin one. */
        NONE_OPEN,
        /** It began more than a day ago and is gone: begin again. */
        EXPIRED,
        /** Whoever gave a part gives no other. */
        SAME_CUSTODIAN,
        /** Parts of one person are not split knowledge. */
        TOO_FEW_PARTS,
        /** This vault takes no base derivation keys and no PIN keys: they belong into a payment HSM. */
        USAGE,
        /** A part or key of another length than its algorithm's, or one with triple DES while it is off. */
        ALGORITHM,
        /** The check value is another: mistyped, or another part. */
        CHECK_VALUE,
        /** All zeros, or halves that are the same: no strength. */
        WEAK,
        /** A key of that id was imported already. */
        ID_TAKEN
    }

    private final Code code;

    KeyImportRefusedException(Code code) {
        super("refused: " + code);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
