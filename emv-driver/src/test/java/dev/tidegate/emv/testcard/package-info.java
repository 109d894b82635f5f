/** Cards, readers and vectors for the tests of this module. Nothing of the card simulator is in here. */
@NullMarked
package dev.tidegate.emv.testcard;

import org.jspecify.annotations.NullMarked;
