package dev.tidegate.simulator.acquirer;

/**
 * A rule of the control API.
 *
 * @param nth the first matching message it is for, counted from 1
 * @param times how many messages it is for, {@link #ALWAYS} for all
 */
record Rule(RuleMatch match, RuleAction action, int nth, int times) {
    static final int ALWAYS = Integer.MAX_VALUE;

    /** Whether it is for the message that matches after so many others. */
    boolean isFor(int matchedBefore) {
        int first = nth - 1;
        return matchedBefore >= first && (times == ALWAYS || matchedBefore < first + times);
    }
}
