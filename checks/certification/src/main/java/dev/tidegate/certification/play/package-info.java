/** Plays scenarios and judges what came of them. */
@NullMarked
package dev.tidegate.certification.play;

import org.jspecify.annotations.NullMarked;
