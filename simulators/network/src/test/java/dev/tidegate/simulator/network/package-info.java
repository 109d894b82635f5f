@NullMarked
package dev.tidegate.simulator.network;

import org.jspecify.annotations.NullMarked;
