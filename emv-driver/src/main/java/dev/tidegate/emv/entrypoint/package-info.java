/** Which contactless application, and which kernel for it (EMV Contactless Book A, 6; Book B, 3). */
@NullMarked
package dev.tidegate.emv.entrypoint;

import org.jspecify.annotations.NullMarked;
