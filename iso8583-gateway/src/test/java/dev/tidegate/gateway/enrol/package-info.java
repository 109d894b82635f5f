@NullMarked
package dev.tidegate.gateway.enrol;

import org.jspecify.annotations.NullMarked;
