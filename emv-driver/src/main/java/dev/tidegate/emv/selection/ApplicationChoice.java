package dev.tidegate.emv.selection;

import java.util.List;

/** Asks the cardholder which application to use (EMV 4.4 Book 1, 12.4). Used by one thread at a time. */
public interface ApplicationChoice {
    /** The cardholder wants none of them, or did not answer in time. */
    int NONE = -1;

    /**
     * Asks, and waits for the answer at most as long as the till lets a person stand there. Never throws.
     *
     * @param labels the highest priority first; one alone is asked to be confirmed
     * @return the place in the list, or {@link #NONE}
     */
    int choose(List<String> labels);

    /** Ends a question that is being asked; it is then answered by {@link #NONE}. Harmless otherwise. */
    void cancel();
}
