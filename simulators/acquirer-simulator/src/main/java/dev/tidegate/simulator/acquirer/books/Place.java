package dev.tidegate.simulator.acquirer.books;

import java.time.LocalDate;

/**
 * Where in the books a booking stands.
 *
 * @param businessDate the acquirer's day, which ends at its cut-over
 * @param batch the terminal's batch, 1 to 999
 * @param item its number in that batch, from 1
 */
public record Place(LocalDate businessDate, int batch, int item) {}
