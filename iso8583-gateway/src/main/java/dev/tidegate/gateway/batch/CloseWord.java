package dev.tidegate.gateway.batch;

import dev.tidegate.gateway.store.Outstanding;

/** What becomes of somebody's wish to close a batch. */
public sealed interface CloseWord {
    /** It is on record, and begins as soon as the terminal is free. What is left goes into the next batch. */
    record Wanted(Outstanding left) implements CloseWord {}

    /** It is on record, and begins once nothing is left. */
    record Blocked(Outstanding left) implements CloseWord {}

    /** The acquirer's word counts: the batch is closed. */
    record Accepted() implements CloseWord {}

    /** This acquirer adds up no batches by messages; there is nothing to close. */
    record NoReconciliation(String acquirer) implements CloseWord {}

    /** @param why a sentence; nothing has changed */
    record Refused(String why) implements CloseWord {}

    /** No such terminal. */
    record Unknown() implements CloseWord {}

    /** For people. */
    default String sentence() {
        return switch (this) {
            case Wanted(var left) -> "It is closed as soon as its terminal is free. " + carried(left);
            case Blocked(var left) ->
                "It is closed once nothing is left: " + words(left) + " " + (one(left) ? "stands" : "stand")
                        + " in the way.";
            case Accepted() -> "It is closed as the acquirer has it.";
            case NoReconciliation(var acquirer) ->
                "There is nothing to close: " + acquirer + " adds up no batches by messages.";
            case Refused(var why) -> why;
            case Unknown() -> "No such terminal.";
        };
    }

    /** What goes into the next batch, a sentence. */
    static String carried(Outstanding left) {
        return left.isNothing()
                ? "Nothing is carried into the next batch."
                : words(left) + (one(left) ? " goes" : " go") + " into the next batch.";
    }

    private static boolean one(Outstanding left) {
        return left.stored() + left.parked() == 1;
    }

    private static String words(Outstanding left) {
        return left.stored() + " on the way and " + left.parked() + " set aside";
    }
}
