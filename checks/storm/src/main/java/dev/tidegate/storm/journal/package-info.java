/** The crash laboratory: one workload, many ways to cut the power, and a comparison of ledgers after each. */
@NullMarked
package dev.tidegate.storm.journal;

import org.jspecify.annotations.NullMarked;
