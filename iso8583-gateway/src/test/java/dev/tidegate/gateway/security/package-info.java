@NullMarked
package dev.tidegate.gateway.security;

import org.jspecify.annotations.NullMarked;
