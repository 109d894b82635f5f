/** Sealing, the record chain, and the keys of both services. The only package that knows Bouncy Castle. */
@NullMarked
package dev.tidegate.crypto;

import org.jspecify.annotations.NullMarked;
