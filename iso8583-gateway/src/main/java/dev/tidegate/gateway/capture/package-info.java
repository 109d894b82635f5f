/**
 * Brings each payment to one end: captured once, declined, or reversed. A message is on disk before its first byte, an
 * answer before anybody hears of it.
 */
@NullMarked
package dev.tidegate.gateway.capture;

import org.jspecify.annotations.NullMarked;
