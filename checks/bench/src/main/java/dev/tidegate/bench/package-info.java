/** How fast it is: JMH measurements, a table of rates against what the design asks, and JSON for machines. */
@NullMarked
package dev.tidegate.bench;

import org.jspecify.annotations.NullMarked;
