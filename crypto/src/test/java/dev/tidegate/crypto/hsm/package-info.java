@NullMarked
package dev.tidegate.crypto.hsm;

import org.jspecify.annotations.NullMarked;
