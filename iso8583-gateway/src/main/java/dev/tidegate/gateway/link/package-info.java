/** The connection to an acquirer: frames, sign-on, echo, and which answer belongs to which message. Knows Netty. */
@NullMarked
package dev.tidegate.gateway.link;

import org.jspecify.annotations.NullMarked;
