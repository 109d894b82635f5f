/** Authentication codes of an acquirer's messages, and the keys that its host sends for them. */
@NullMarked
package dev.tidegate.gateway.security;

import org.jspecify.annotations.NullMarked;
