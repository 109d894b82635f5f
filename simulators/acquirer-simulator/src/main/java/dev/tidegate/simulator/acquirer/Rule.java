package dev.tidegate.simulator.acquirer;

/**
 * A rule of the control API.
 *
 * @param times how many messages it is for, {@link #ALWAYS} for all
 */
record Rule(RuleMatch match, RuleAction action, int times) {
    static final int ALWAYS = Integer.MAX_VALUE;
}
