/**
 * A contact chip card that answers real APDUs and computes real cryptograms, with the reader's end of the vpcd protocol
 * and a small control service. It shares no code with the product: TLV, data object lists and cryptography are its own,
 * so that one mistake cannot be made twice and agree with itself.
 */
@NullMarked
package dev.tidegate.simulator.card;

import org.jspecify.annotations.NullMarked;
