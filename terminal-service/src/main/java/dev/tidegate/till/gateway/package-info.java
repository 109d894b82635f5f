/** The way to the gateway: mutual TLS 1.3, what left and what did not, and whether it can be asked. */
@NullMarked
package dev.tidegate.till.gateway;

import org.jspecify.annotations.NullMarked;
