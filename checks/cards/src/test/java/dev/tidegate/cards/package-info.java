@NullMarked
package dev.tidegate.cards;

import org.jspecify.annotations.NullMarked;
