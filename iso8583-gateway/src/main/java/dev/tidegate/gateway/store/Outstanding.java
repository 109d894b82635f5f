package dev.tidegate.gateway.store;

/**
 * What a terminal has that is in no batch.
 *
 * @param stored sales that are on their way, and approvals whose completion is
 * @param parked sales that are set aside, and reversals that nobody has answered
 */
public record Outstanding(long stored, long parked) {
    public boolean isNothing() {
        return stored == 0 && parked == 0;
    }
}
