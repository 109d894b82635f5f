/** Two verifiers of a till's journal, written apart, say the same. */
@NullMarked
package dev.tidegate.verifier;

import org.jspecify.annotations.NullMarked;
