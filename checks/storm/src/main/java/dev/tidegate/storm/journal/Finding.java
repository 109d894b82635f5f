package dev.tidegate.storm.journal;

import java.util.Locale;

/** What must not be found after a fault, in the order of the table. */
enum Finding {
    /** Acknowledged, and nowhere on the disk. */
    LOST,
    /** Acknowledged, on the disk, and not given by the log. */
    HIDDEN,
    /** Given twice. */
    DOUBLED,
    /** Given, and never handed over, or not as acknowledged. */
    INVENTED,
    /** Shown to a reader before the cut, and not there after it. */
    VANISHED,
    /** A record or its body was let go although it was not taken over elsewhere, or had no final result. */
    EARLY,
    /** What was said to be taken over elsewhere is not remembered so, or too much is. */
    FORGOTTEN,
    /** The log takes nothing after it, cannot be opened, or lets nothing go any more. */
    REFUSED,
    /** What accepts nothing was refused by a full disk, although there was a reserve. */
    STUCK;

    /** As it stands above a column. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
