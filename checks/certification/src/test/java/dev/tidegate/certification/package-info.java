@NullMarked
package dev.tidegate.certification;

import org.jspecify.annotations.NullMarked;
