package dev.tidegate.core.port;

/** The disk has no room for one more sale. The caller refuses the sale; records that accept nothing still fit. */
public final class JournalFullException extends RuntimeException {
    public JournalFullException(String why) {
        super(why);
    }
}
