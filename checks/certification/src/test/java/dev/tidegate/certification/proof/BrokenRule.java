package dev.tidegate.certification.proof;

/** Rules of the gateway that an acquirer would find out about first, each broken; and the scenario that finds it. */
enum BrokenRule {
    NO_REVERSAL_ON_TIMEOUT(
            "D01",
            "capture/LiveEnding.java",
            "Reversals.queue(tables, attempt, ReversalReason.TIMEOUT, clock.instant());",
            ""),

    REPEAT_UNDER_THE_FIRST_TYPE("E07", "capture/Writer.java", "attempt.sends() > 1", "false"),

    NEW_STAN_IN_A_REPEAT(
            "E07",
            "capture/Claims.java",
            "AttemptRow intent = chosen.intent(known == null ? writer.trace(tables, payment, now) : known);",
            "AttemptRow intent = chosen.intent(writer.trace(tables, payment, now));"),

    /** DE 12 and 13 at forwarding instead of at the sale. */
    TIME_OF_SENDING("E01", "capture/Writer.java", "payment.sold().soldAt(),", "now,"),
    ;

    /** The gateway's own guard against wrong bytes, out of the way so that a changed profile gets to the acquirer. */
    static final Mutation NO_GOLDEN_CHECK = new Mutation(
            "dev/tidegate/gateway/codec/GoldenCheck.java", "return new GoldenCheck(profile).all();", "return 0;");

    private final String caughtBy;
    private final String source;
    private final String rule;
    private final String broken;

    BrokenRule(String caughtBy, String source, String rule, String broken) {
        this.caughtBy = caughtBy;
        this.source = source;
        this.rule = rule;
        this.broken = broken;
    }

    /** The scenario's id. */
    String caughtBy() {
        return caughtBy;
    }

    Mutation mutation() {
        return new Mutation("dev/tidegate/gateway/" + source, rule, broken);
    }
}
