package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.time.Instant;

/**
 * A key of the card or the track column that seals nothing any more and still opens.
 *
 * @param role {@link KeyRole#CARD_COLUMN} or {@link KeyRole#TRACK_COLUMN}
 * @param number as the inventory has it
 * @param retired when the next one was made
 * @param mark what every value sealed under it begins with, 5 bytes
 */
public record ColumnKey(KeyRole role, int number, Instant retired, Octets mark) {}
