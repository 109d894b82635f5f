/** Readers for cards with a chip (EMV 4.4 Book 1, part II). */
@NullMarked
package dev.tidegate.emv.reader;

import org.jspecify.annotations.NullMarked;
