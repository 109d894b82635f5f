package dev.tidegate.emv.reader;

import java.io.Serial;

/** A reader cannot be opened, or went away. Who has it open closes it and tries again later. */
public final class ReaderLostException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final ReaderEvent.Loss why;

    public ReaderLostException(ReaderEvent.Loss why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    /** What somebody in the shop can look at. */
    public ReaderEvent.Loss why() {
        return why;
    }
}
