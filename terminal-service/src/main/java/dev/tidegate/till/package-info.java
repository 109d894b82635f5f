/**
 * The till: one process beside the cashier. Here everything is wired, and only here time, chance and threads are made.
 */
@NullMarked
package dev.tidegate.till;

import org.jspecify.annotations.NullMarked;
