/** The gateway's authentication codes beside a payment HSM in its own process. */
@NullMarked
package dev.tidegate.gateway.batch;

import org.jspecify.annotations.NullMarked;
