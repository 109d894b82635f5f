package dev.tidegate.certification.evidence;

import java.util.List;

/**
 * One scenario as it was played. Everything in it is masked already; no part holds more of a card than its last four
 * digits.
 *
 * @param id such as D01
 * @param section its letter's title, such as "Timeouts and reversals"
 * @param proves what an acquirer learns from it, in a sentence
 * @param because of a verdict that is not PASSED: the first check that failed, or why it does not apply; else empty
 * @param preconditions what was arranged before the first step, a sentence each
 * @param steps in their order
 * @param frames both directions, in the order of the simulator's clock
 * @param checks in their order, the failed ones among them
 * @param before what the acquirer owed before the first step
 * @param after what it owes after the last
 * @param moves the payment's changes of state, in their order
 * @param slips what would be printed
 */
public record ScenarioRun(
        String id,
        String section,
        String title,
        String proves,
        Verdict verdict,
        String because,
        List<String> preconditions,
        List<StepSeen> steps,
        List<FrameSeen> frames,
        List<Check> checks,
        Standing before,
        Standing after,
        List<Move> moves,
        List<Slip> slips) {

    /** How a scenario ended. */
    public enum Verdict {
        PASSED,
        FAILED,
        /** The profile has no such feature; {@code because} names it. */
        SKIPPED
    }

    /**
     * What was done at the till, or by the host, and what the cashier was told.
     *
     * @param who till, host, gateway or line
     * @param display what the cashier's screen says after it; empty where nothing changes
     */
    public record StepSeen(int number, String who, String what, String display) {}

    /**
     * A message on the line.
     *
     * @param micros since the scenario's first frame, by the simulator's monotonic clock; a time field
     * @param fromGateway who sent it
     * @param mti four digits, or what stands there instead
     * @param hex the whole frame, masked in place: lengths are kept
     * @param fields in the order of their numbers
     */
    public record FrameSeen(
            int number, long micros, boolean fromGateway, String mti, String hex, List<FieldSeen> fields) {}

    /**
     * A field of a message.
     *
     * @param number of the data element
     * @param value masked
     * @param isTime whether it differs from run to run with the clock (DE 7, 12, 13, the date in 37, …)
     */
    public record FieldSeen(int number, String name, String value, boolean isTime) {}

    /**
     * Something that was expected.
     *
     * @param about a frame's number and field, a sum, a state, the display
     * @param isTime whether both values differ from run to run with the clock
     */
    public record Check(String about, String expected, String seen, boolean held, boolean isTime) {}

    /**
     * The acquirer's books of the scenario's terminals, in minor units of the currency.
     *
     * @param rows a line of words for each entry, masked
     */
    public record Standing(
            int sales, long salesAmount, int refunds, long refundsAmount, int reversed, List<String> rows) {}

    /** A payment's change of state at the gateway; {@code micros} since its first, a time field. */
    public record Move(String payment, String from, String to, String why, long micros) {}

    /**
     * A receipt.
     *
     * @param copy merchant or customer
     * @param lines as printed, masked
     */
    public record Slip(String copy, List<String> lines) {}
}
