/** Certification: the scenarios an acquirer asks for, played and written down. */
@NullMarked
package dev.tidegate.certification;

import org.jspecify.annotations.NullMarked;
