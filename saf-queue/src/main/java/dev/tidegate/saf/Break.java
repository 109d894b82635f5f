package dev.tidegate.saf;

/**
 * Where the chain of good records ends before the files do, and what lies behind.
 *
 * <p>A process that dies tears the journal's very end: nothing behind the break was ever acknowledged. If a frame
 * behind it says that the missing record was on disk once, it is damage.
 *
 * @param generation in which one
 * @param position from where on its file cannot be used
 * @param missing number of the record that should be there
 * @param what is wrong, in a short name
 * @param highest number behind the break, 0 where none can be read
 * @param provenTo newest number that a frame behind it says was on disk
 * @param torn frames behind it that are not whole
 */
record Break(Generation generation, long position, long missing, String what, long highest, long provenTo, int torn) {
    static final String UNREADABLE = "UNREADABLE";
    /** A sealed body was taken out of a generation that has not been archived. */
    static final String BODY_GONE = "BODY_GONE";

    /** A generation begins with a number that another one has: no crash leaves that. */
    static final String OVERLAP = "OVERLAP";

    static final String UNKNOWN_TILL = "UNKNOWN_TILL";

    /** More than a writer ever has without a force; a frame that pretends so is not ours. */
    private static final long TORN_MAX = 4L * Inbox.BATCH_MAX;

    Break(Generation generation, long position, long missing, String what) {
        this(generation, position, missing, what, 0, 0, 0);
    }

    Break behind(Frame frame) {
        return new Break(
                generation,
                position,
                missing,
                what,
                Math.max(highest, frame.seq()),
                Math.max(provenTo, frame.durable()),
                torn);
    }

    Break behind(int moreTorn) {
        return new Break(generation, position, missing, what, highest, provenTo, torn + moreTorn);
    }

    /** With what lies behind a later one. */
    Break behind(Break later) {
        String worse = later.what.equals(UNREADABLE) ? UNREADABLE : what;
        return new Break(
                generation,
                position,
                missing,
                worse,
                Math.max(highest, later.highest),
                Math.max(provenTo, later.provenTo),
                torn + later.torn);
    }

    /** Whether something that was acknowledged is missing, or cannot be read now. */
    boolean isDamage() {
        return what.equals(UNREADABLE)
                || what.equals(BODY_GONE)
                || provenTo >= missing
                || highest - missing >= TORN_MAX;
    }

    /** How many numbers were given and are lost, where it is no damage. */
    long lost() {
        return Math.max(Math.max(highest - missing + 1, torn), 1);
    }

    /** Of a generation that was brought here from elsewhere. */
    String wordsOfStranger() {
        return generation.name() + " does not belong to this journal (" + what
                + "): no offline sale is taken; move it out of the journal's folder and start the till again";
    }

    String words() {
        return "record " + missing + " is damaged or missing (" + what + ", found in " + generation.name()
                + "): no offline sale is taken; have the folder examined";
    }
}
