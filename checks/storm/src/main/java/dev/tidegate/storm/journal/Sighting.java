package dev.tidegate.storm.journal;

/**
 * One sale as a log gives it.
 *
 * @param number which sale: each run gives every number once
 * @param place where in the log; later ones are greater
 * @param check checksum over what the log keeps of it for long
 * @param body checksum over the rest, 0 where the log has let that go
 */
record Sighting(long number, long place, long check, long body) {
    /** Whether the body was let go. */
    boolean isBare() {
        return body == 0;
    }

    /** Whether both are of the same record, with its body or without. */
    boolean agrees(Sighting other) {
        return number == other.number
                && place == other.place
                && check == other.check
                && (isBare() || other.isBare() || body == other.body);
    }
}
