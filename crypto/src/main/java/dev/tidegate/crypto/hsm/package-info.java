/** The client of a payment HSM: a small protocol over a socket, and a breaker before it. */
@NullMarked
package dev.tidegate.crypto.hsm;

import org.jspecify.annotations.NullMarked;
