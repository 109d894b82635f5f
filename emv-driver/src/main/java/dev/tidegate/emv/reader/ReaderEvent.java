package dev.tidegate.emv.reader;

/**
 * What a reader tells the till about itself. The first event follows the first look, then one for each change; all come
 * in their order on the reader's own thread, to somebody who returns soon and throws nothing.
 */
public sealed interface ReaderEvent {
    /** The reader is there. */
    record Present() implements ReaderEvent {}

    /** The reader is not there; it is looked for until it comes. */
    record Lost(Loss why) implements ReaderEvent {}

    /** Why a reader is not there: what somebody in the shop can look at. */
    enum Loss {
        /** What speaks to such readers is not installed on this machine. */
        NO_LIBRARY,
        /** The service that owns the readers does not run, or not any more. */
        NO_SERVICE,
        /** None of this name or path is connected. */
        NO_READER,
        /** The name fits more than one reader. */
        MANY_READERS,
        /** It may be connected, and this program may not use it. */
        REFUSED
    }
}
