@org.jspecify.annotations.NullMarked
package dev.tidegate.simulator.pinpad;
