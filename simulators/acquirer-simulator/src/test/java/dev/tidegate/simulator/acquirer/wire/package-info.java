@NullMarked
package dev.tidegate.simulator.acquirer.wire;

import org.jspecify.annotations.NullMarked;
