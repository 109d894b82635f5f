@NullMarked
package dev.tidegate.emv.pin;

import org.jspecify.annotations.NullMarked;
