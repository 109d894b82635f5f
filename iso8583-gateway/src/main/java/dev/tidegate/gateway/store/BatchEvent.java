package dev.tidegate.gateway.store;

import java.time.Instant;

/**
 * Something that happened to a batch, for finance.
 *
 * @param event a word
 * @param detail for people, empty where there is nothing to add; never card data
 */
public record BatchEvent(long n, LaneId lane, long seq, Instant at, String event, String detail) {}
