/** What passes between terminal and card, in words, with tags named and secrets left out. */
@NullMarked
package dev.tidegate.emv.trace;

import org.jspecify.annotations.NullMarked;
