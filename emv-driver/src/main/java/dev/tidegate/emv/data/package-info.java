/**
 * How cards write and are told things: TLV, data object lists, bits, dates (EMV 4.4 Book 3, parts II and annexes A to
 * C).
 */
@NullMarked
package dev.tidegate.emv.data;

import org.jspecify.annotations.NullMarked;
