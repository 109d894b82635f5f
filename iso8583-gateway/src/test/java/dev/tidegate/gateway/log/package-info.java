@NullMarked
package dev.tidegate.gateway.log;

import org.jspecify.annotations.NullMarked;
