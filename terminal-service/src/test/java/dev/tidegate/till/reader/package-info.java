/** Tests of the readers that are waited for at once. */
@NullMarked
package dev.tidegate.till.reader;

import org.jspecify.annotations.NullMarked;
