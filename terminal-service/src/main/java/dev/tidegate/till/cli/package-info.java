/** Commands on a till's folder, for people and auditors; nothing here runs in the till's process. */
@NullMarked
package dev.tidegate.till.cli;

import org.jspecify.annotations.NullMarked;
