package dev.tidegate.storm.gateway;

/** What happens to one message on the line. */
sealed interface Fate {
    record Passes() implements Fate {}

    record Lost() implements Fate {}

    record Doubled() implements Fate {}

    /** Others pass it meanwhile. */
    record Late(int millis) implements Fate {}

    /**
     * So many bytes of it arrive, then the connection is gone on both sides.
     *
     * @param percent of the frame, 0 to 99
     */
    record CutOff(int percent) implements Fate {}
}
