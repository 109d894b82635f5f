@NullMarked
package dev.tidegate.simulator.acquirer.issuer;

import org.jspecify.annotations.NullMarked;
