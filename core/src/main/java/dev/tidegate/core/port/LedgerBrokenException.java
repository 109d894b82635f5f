package dev.tidegate.core.port;

/** The ledger's database refused. The journal still holds the truth; the ledger is rebuilt from it. */
public final class LedgerBrokenException extends RuntimeException {
    public LedgerBrokenException(String why, Throwable cause) {
        super(why, cause);
    }
}
