package dev.tidegate.core.port;

/** The disk refused a write. The caller refuses the sale; nothing is shown as stored. */
public final class JournalBrokenException extends RuntimeException {
    public JournalBrokenException(String why, Throwable cause) {
        super(why, cause);
    }

    public JournalBrokenException(String why) {
        super(why);
    }
}
