/** Which contactless application, and which kernel for it. */
@NullMarked
package dev.tidegate.emv.entrypoint;

import org.jspecify.annotations.NullMarked;
