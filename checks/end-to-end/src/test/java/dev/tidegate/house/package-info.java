/** The rules of the house that a tool can see: who may import whom, and how the text must look. */
@NullMarked
package dev.tidegate.house;

import org.jspecify.annotations.NullMarked;
