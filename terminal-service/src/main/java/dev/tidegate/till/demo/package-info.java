/** The hand at the simulators' controls, in a till started for a demo. */
@NullMarked
package dev.tidegate.till.demo;

import org.jspecify.annotations.NullMarked;
