@NullMarked
package dev.tidegate.certification.plant;

import org.jspecify.annotations.NullMarked;
