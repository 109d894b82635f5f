@NullMarked
package dev.tidegate.simulator.acquirer.tls;

import org.jspecify.annotations.NullMarked;
