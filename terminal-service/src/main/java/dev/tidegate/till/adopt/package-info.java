/** Another till's journal, kept here and brought to the gateway under its grant. */
@NullMarked
package dev.tidegate.till.adopt;

import org.jspecify.annotations.NullMarked;
