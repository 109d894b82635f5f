@NullMarked
package dev.tidegate.gateway.link;

import org.jspecify.annotations.NullMarked;
