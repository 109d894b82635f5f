/** What makes several gateways one: who may speak on a terminal, and when which till may bring its sales. */
@NullMarked
package dev.tidegate.gateway.fleet;

import org.jspecify.annotations.NullMarked;
