package dev.tidegate.gateway.batch;

import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.store.BatchMessage;

/** A message whose INTENT is on disk, ready for its first byte. */
record BatchJob(BatchMessage message, Outbound bytes) {}
