package dev.tidegate.emv.trace;

/** What came of reading a trace file. */
public sealed interface TraceReading {
    /** It is one. */
    record Read(RecordedTransaction transaction) implements TraceReading {}

    /**
     * It is none, or not one that can be played.
     *
     * @param line the first bad one, from 1; the last where something is missing at the end
     * @param why in words, and with nothing of what stands there
     */
    record Refused(int line, String why) implements TraceReading {}
}
