@NullMarked
package dev.tidegate.certification.play;

import org.jspecify.annotations.NullMarked;
