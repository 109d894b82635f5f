package dev.tidegate.gateway.intake;

import dev.tidegate.gateway.profile.Terminal;

/**
 * Where a batch comes from.
 *
 * @param lostTo the last record of this till that an earlier life of the database had, 0 where none is known
 */
record Origin(Terminal terminal, long lostTo) {}
