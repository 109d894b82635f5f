@NullMarked
package dev.tidegate.gateway.http;

import org.jspecify.annotations.NullMarked;
