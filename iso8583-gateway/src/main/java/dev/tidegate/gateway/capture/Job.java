package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.store.AttemptRow;

/** A message whose INTENT is on disk, ready for its first byte. */
record Job(AttemptRow attempt, Outbound message) {}
