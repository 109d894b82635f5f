/** What is played and what is expected, as data: scenarios, and the dialects in which they are told. */
@NullMarked
package dev.tidegate.certification.scenario;

import org.jspecify.annotations.NullMarked;
