package dev.tidegate.gateway.store;

/**
 * One terminal at one acquirer: at most one financial message is in flight on it.
 *
 * @param terminal DE 41, 1 to 8 characters
 */
public record LaneId(String acquirer, String terminal) {
    public LaneId {
        if (acquirer.isEmpty() || terminal.isEmpty() || terminal.length() > 8) {
            throw new IllegalArgumentException("a lane is an acquirer and a terminal id of 1 to 8 characters");
        }
    }

    @Override
    public String toString() {
        return acquirer + "/" + terminal;
    }
}
