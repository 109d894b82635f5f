package dev.tidegate.emv.contact;

/**
 * The terminal's own number of each transaction, tag 9F41 (EMV 4.4 Book 3, Annex A1). Taken once a transaction, by its
 * thread; it does not fail.
 */
@FunctionalInterface
public interface SequenceCounter {
    /** Eight digits; behind it comes 1 again. */
    int MAX = 99_999_999;

    /** The number of a terminal that counts nothing: its cards and issuers are told none. */
    int NONE = 0;

    /** The next number, 1 to {@link #MAX}, or {@link #NONE}. */
    int next();

    /** Of a terminal that counts nothing. */
    static SequenceCounter none() {
        return () -> NONE;
    }
}
