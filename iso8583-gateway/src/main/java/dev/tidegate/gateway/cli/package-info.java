/** Commands that speak to a running gateway by its operator's door. */
@NullMarked
package dev.tidegate.gateway.cli;

import org.jspecify.annotations.NullMarked;
