@NullMarked
package dev.tidegate.gateway.fleet;

import org.jspecify.annotations.NullMarked;
