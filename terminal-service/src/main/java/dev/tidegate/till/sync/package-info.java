/** What has not yet come to its end at the acquirer: sending it now, and why it is still here. */
@NullMarked
package dev.tidegate.till.sync;

import org.jspecify.annotations.NullMarked;
