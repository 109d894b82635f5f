/** What a shop sets of its till, checked before anything starts. */
@NullMarked
package dev.tidegate.till.config;

import org.jspecify.annotations.NullMarked;
