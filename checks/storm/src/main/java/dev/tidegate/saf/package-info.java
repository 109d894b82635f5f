/** The laboratory's way into the journal: what a page-subset model must see and a file system provider cannot show. */
@NullMarked
package dev.tidegate.saf;

import org.jspecify.annotations.NullMarked;
