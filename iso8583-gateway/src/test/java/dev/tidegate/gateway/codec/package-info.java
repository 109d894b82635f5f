@NullMarked
package dev.tidegate.gateway.codec;

import org.jspecify.annotations.NullMarked;
