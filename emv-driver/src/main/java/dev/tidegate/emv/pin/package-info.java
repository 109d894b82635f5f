/**
 * A PIN that the card checks: asked for and presented by a device of its own, never seen here (EMV 4.4 Book 3, 10.5.1).
 */
@NullMarked
package dev.tidegate.emv.pin;

import org.jspecify.annotations.NullMarked;
