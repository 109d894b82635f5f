/**
 * A payment HSM: translates PINs, makes and checks codes, opens enciphered data. Written a second time, of the JDK's
 * ciphers alone, and shares nothing with the product.
 */
@NullMarked
package dev.tidegate.simulator.hsm;

import org.jspecify.annotations.NullMarked;
