@NullMarked
package dev.tidegate.gateway.intake;

import org.jspecify.annotations.NullMarked;
