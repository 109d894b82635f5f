/** The till's readers, waited for at once: the first card wins, whichever way it comes. */
@NullMarked
package dev.tidegate.till.reader;

import org.jspecify.annotations.NullMarked;
