@NullMarked
package dev.tidegate.gateway.capture;

import org.jspecify.annotations.NullMarked;
