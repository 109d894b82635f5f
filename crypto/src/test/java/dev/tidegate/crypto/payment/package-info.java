@NullMarked
package dev.tidegate.crypto.payment;

import org.jspecify.annotations.NullMarked;
