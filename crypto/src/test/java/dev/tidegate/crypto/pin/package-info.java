@NullMarked
package dev.tidegate.crypto.pin;

import org.jspecify.annotations.NullMarked;
