package dev.tidegate.emv.device;

/** Why it is not known what became of a request. Each may be asked about again; only the last two seldom gain by it. */
public enum Doubt {
    /** Nothing was heard. */
    SILENT,
    /** The device is still at it. */
    IN_PROGRESS,
    /** The device would not say: it is busy, logged out or has no such service. */
    WITHHELD,
    /** The till stopped asking because it ends. */
    INTERRUPTED,
    /** What came is no answer to this request, or contradicts it: somebody should look at the device's own books. */
    NOT_UNDERSTOOD,
    /** The device knew it and knows it no more, or may have: somebody should look at its own books. */
    FORGOTTEN
}
