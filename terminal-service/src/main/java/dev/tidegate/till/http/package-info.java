/** The till's API, its stream of events and its page: the only place that knows HTTP. */
@NullMarked
package dev.tidegate.till.http;

import org.jspecify.annotations.NullMarked;
