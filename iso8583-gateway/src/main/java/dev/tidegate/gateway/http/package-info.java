/**
 * The gateway's doors: {@code /v1} for tills over mutual TLS, {@code /api/v1} and the page for people on this machine.
 */
@NullMarked
package dev.tidegate.gateway.http;

import org.jspecify.annotations.NullMarked;
