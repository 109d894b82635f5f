/** Tests of the seal, the chain and the keys. */
@NullMarked
package dev.tidegate.crypto;

import org.jspecify.annotations.NullMarked;
