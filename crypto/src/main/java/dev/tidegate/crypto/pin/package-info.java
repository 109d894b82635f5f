/**
 * Clear PINs: the blocks that carry them (ISO 9564-1). Nothing that a service runs may come here; only an HSM and a PIN
 * pad know a PIN. It is for tools of certification and for the tests, and a rule of the house keeps it so.
 */
@NullMarked
package dev.tidegate.crypto.pin;

import org.jspecify.annotations.NullMarked;
