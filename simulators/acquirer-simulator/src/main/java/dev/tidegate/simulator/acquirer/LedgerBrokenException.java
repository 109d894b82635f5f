package dev.tidegate.simulator.acquirer;

/**
 * The ledger's file cannot be read or written. The host answers nothing that it could not book; a person frees the disk
 * or removes the state folder.
 */
final class LedgerBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerBrokenException(String fault) {
        super(fault);
    }

    LedgerBrokenException(String fault, Throwable cause) {
        super(fault, cause);
    }
}
