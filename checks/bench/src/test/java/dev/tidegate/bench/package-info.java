@NullMarked
package dev.tidegate.bench;

import org.jspecify.annotations.NullMarked;
