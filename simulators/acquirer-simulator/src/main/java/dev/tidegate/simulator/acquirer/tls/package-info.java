/**
 * TLS on the host's side: a small authority of its own, made in the state folder, and the certificates it gives out,
 * good and bad. {@code Der} writes them, {@code TestAuthority} signs them, {@code LineTls} uses them.
 */
@NullMarked
package dev.tidegate.simulator.acquirer.tls;

import org.jspecify.annotations.NullMarked;
