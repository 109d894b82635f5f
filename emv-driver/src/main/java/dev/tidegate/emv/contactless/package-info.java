/** Cards without contacts: Visa's and Mastercard's paths (EMV Contactless Books C-3 and C-2). Not type-approved. */
@NullMarked
package dev.tidegate.emv.contactless;

import org.jspecify.annotations.NullMarked;
