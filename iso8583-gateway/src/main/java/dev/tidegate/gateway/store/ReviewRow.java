package dev.tidegate.gateway.store;

import java.time.Instant;

/**
 * What a reviewer said of one scenario of a certification run.
 *
 * @param n counts all of them
 * @param run SHA-256 of the run's records, in hex
 * @param note empty where a signature needs none
 */
public record ReviewRow(
        long n, Instant at, String run, String scenario, Decision decision, String person, String note) {
    /** What was said. */
    public enum Decision {
        SIGNED,
        REJECTED
    }
}
