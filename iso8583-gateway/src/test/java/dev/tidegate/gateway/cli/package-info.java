@NullMarked
package dev.tidegate.gateway.cli;

import org.jspecify.annotations.NullMarked;
