/** Journals of tills that died, brought by other tills under a grant of two people. */
@NullMarked
package dev.tidegate.gateway.adopt;

import org.jspecify.annotations.NullMarked;
