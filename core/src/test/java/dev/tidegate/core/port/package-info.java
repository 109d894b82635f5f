@NullMarked
package dev.tidegate.core.port;

import org.jspecify.annotations.NullMarked;
