package dev.tidegate.simulator.acquirer.books;

/**
 * The ledger's file cannot be read or written. The host answers nothing that it could not book; a person frees the disk
 * or removes the state folder.
 */
public final class LedgerBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerBrokenException(String fault) {
        super(fault);
    }

    public LedgerBrokenException(String fault, Throwable cause) {
        super(fault, cause);
    }
}
