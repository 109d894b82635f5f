package dev.tidegate.storm.journal;

/**
 * What a comparison of ledgers has found, over one image or many. All but the first two must be 0.
 *
 * @param images how many states of the disk were recovered from
 * @param acknowledged sales that must be there, over all of them
 * @param lost acknowledged, and nowhere on the disk
 * @param hidden acknowledged, on the disk, and not given by the log
 * @param doubled given twice
 * @param invented given, and never handed over, or not as acknowledged
 * @param vanished shown to a reader before the cut, and not there after it
 * @param forgotten what was said to be taken over elsewhere, and is not remembered so, or too much
 * @param refused the log takes nothing after it, or cannot be opened at all
 * @param stuck what accepts nothing was refused by a full disk, although there was a reserve
 */
record Verdict(
        long images,
        long acknowledged,
        long lost,
        long hidden,
        long doubled,
        long invented,
        long vanished,
        long forgotten,
        long refused,
        long stuck) {
    static Verdict none() {
        return new Verdict(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** The log could not even be opened. */
    static Verdict unopened(long acknowledged) {
        return new Verdict(1, acknowledged, 0, 0, 0, 0, 0, 0, 1, 0);
    }

    Verdict plus(Verdict other) {
        return new Verdict(
                images + other.images,
                acknowledged + other.acknowledged,
                lost + other.lost,
                hidden + other.hidden,
                doubled + other.doubled,
                invented + other.invented,
                vanished + other.vanished,
                forgotten + other.forgotten,
                refused + other.refused,
                stuck + other.stuck);
    }

    /** With sales that what accepts nothing could not settle. */
    Verdict withStuck(long more) {
        return new Verdict(
                images, acknowledged, lost, hidden, doubled, invented, vanished, forgotten, refused, stuck + more);
    }

    /** As one image, which was opened twice. */
    Verdict asOneImage() {
        return new Verdict(
                1, (acknowledged + 1) / 2, lost, hidden, doubled, invented, vanished, forgotten, refused, stuck);
    }

    boolean isClean() {
        return lost + hidden + doubled + invented + vanished + forgotten + refused + stuck == 0;
    }
}
