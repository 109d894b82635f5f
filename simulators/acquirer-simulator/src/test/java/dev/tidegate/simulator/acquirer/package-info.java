@NullMarked
package dev.tidegate.simulator.acquirer;

import org.jspecify.annotations.NullMarked;
