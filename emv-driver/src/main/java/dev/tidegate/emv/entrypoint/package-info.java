/** Which contactless application, and which kernel for it (EMV Contactless Books A and B). */
@NullMarked
package dev.tidegate.emv.entrypoint;

import org.jspecify.annotations.NullMarked;
