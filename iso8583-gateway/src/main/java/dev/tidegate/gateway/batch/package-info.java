/**
 * Closes the batches of terminals with their acquirers. Sums are made of what the answers have booked, each time anew;
 * a message of a close is on disk before its first byte, and no answer is guessed.
 */
@NullMarked
package dev.tidegate.gateway.batch;

import org.jspecify.annotations.NullMarked;
