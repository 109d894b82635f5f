/** The till's readers before test cards, with a PIN pad that is a process of its own. */
@NullMarked
package dev.tidegate.till.reader;

import org.jspecify.annotations.NullMarked;
