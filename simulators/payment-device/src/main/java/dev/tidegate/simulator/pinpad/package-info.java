/**
 * A reader for chips with a PIN pad of its own: the card is put into it, and it asks for the PIN and presents it by
 * itself. A stand-in for a certified pad; it protects nothing.
 */
@NullMarked
package dev.tidegate.simulator.pinpad;

import org.jspecify.annotations.NullMarked;
