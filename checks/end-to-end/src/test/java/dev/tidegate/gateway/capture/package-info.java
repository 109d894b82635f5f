/** The capture engine on a real line, before the acquirer simulator in each of its dialects. */
@NullMarked
package dev.tidegate.gateway.capture;

import org.jspecify.annotations.NullMarked;
