package dev.tidegate.core.port;

/**
 * Named points on the walk of a payment, passed in order. In a shop nobody listens; a fault drill has the process
 * killed exactly at one of them, and the crash tables of the payment rules are proven that way.
 */
public interface Landmarks {
    /** Where a process may be killed. The names are those of {@code --kill-at}. */
    enum Landmark {
        BEFORE_APPEND,
        AFTER_APPEND_BEFORE_FORCE,
        AFTER_FORCE_BEFORE_ANSWER,
        AFTER_OFFERED_BEFORE_POST,
        AFTER_COMMIT_BEFORE_ANSWER,
        AFTER_INTENT_BEFORE_FIRST_BYTE,
        AFTER_WRITE,
        AFTER_HOST_ANSWER_BEFORE_ROW,
        BEFORE_ANSWERED_IS_FORCED,
        DURING_PROJECTION
    }

    /** Says that the walk is here. Returns at once, or never. */
    void pass(Landmark landmark);

    /** Nobody listens. */
    static Landmarks none() {
        return landmark -> {};
    }
}
