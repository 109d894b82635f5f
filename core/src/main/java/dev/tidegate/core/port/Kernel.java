package dev.tidegate.core.port;

/**
 * Reads a card as the books say (EMV 4.4 Book 3, section 10). One transaction at a time.
 *
 * <p>Whatever the card does ends in a value; nothing that a card sends makes it throw.
 */
public interface Kernel {
    /**
     * Waits for a card and takes it to its first cryptogram. Blocks at most the parameters' card wait and the kernel's
     * own limit for a transaction.
     *
     * @throws IllegalStateException a transaction is already running; the caller answers <em>reader busy</em>
     */
    CardSession begin(TransactionParameters parameters);

    /**
     * Ends a waiting or running transaction, from any thread; it then ends with {@code CANCELLED}. Harmless otherwise.
     */
    void cancel();

    /** Whether a reader is there. */
    boolean readerPresent();
}
