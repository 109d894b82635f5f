package dev.tidegate.simulator.acquirer.wire;

/**
 * What a message says of the earlier one that it is about. Empty means not said.
 *
 * @param messageClass the second digit of the original's type, a space when not said
 * @param localTime the original's MMDDhhmmss
 * @param item its number in the terminal's batch, three digits
 */
public record OriginalReference(String tid, char messageClass, String stan, String rrn, String localTime, String item) {
    /** Not said. */
    public static final char ANY_CLASS = ' ';

    /** Whether it says anything by which one message can be told from another. */
    public boolean saysWhich() {
        return !(stan + rrn + localTime + item).isEmpty();
    }
}
