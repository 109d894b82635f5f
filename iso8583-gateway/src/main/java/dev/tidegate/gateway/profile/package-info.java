/** What is particular to one acquirer, as data: read at start, checked for holes, never changed afterwards. */
@NullMarked
package dev.tidegate.gateway.profile;

import org.jspecify.annotations.NullMarked;
