@NullMarked
package dev.tidegate.storm;

import org.jspecify.annotations.NullMarked;
