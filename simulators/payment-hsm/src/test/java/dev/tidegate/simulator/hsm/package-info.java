@NullMarked
package dev.tidegate.simulator.hsm;

import org.jspecify.annotations.NullMarked;
