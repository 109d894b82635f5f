/** The words of EMV: tags, cryptograms, what a kernel may say and be told. Knows {@code core.card}. */
@NullMarked
package dev.tidegate.core.emv;

import org.jspecify.annotations.NullMarked;
