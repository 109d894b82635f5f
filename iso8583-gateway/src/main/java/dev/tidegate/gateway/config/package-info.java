/** What an operator writes down: values that check themselves, or the gateway does not start. */
@NullMarked
package dev.tidegate.gateway.config;

import org.jspecify.annotations.NullMarked;
