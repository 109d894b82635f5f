/**
 * Scenarios of many payments at once: queues that are emptied, deaths in the middle of it, load. Their messages are too
 * many to be shown one by one; what is shown is that each payment is in the acquirer's books as often as it should be.
 */
@NullMarked
package dev.tidegate.certification.drill;

import org.jspecify.annotations.NullMarked;
