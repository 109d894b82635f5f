/** Cards without contacts. */
@NullMarked
package dev.tidegate.emv.contactless;

import org.jspecify.annotations.NullMarked;
