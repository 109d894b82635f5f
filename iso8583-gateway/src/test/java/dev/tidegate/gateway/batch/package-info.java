@NullMarked
package dev.tidegate.gateway.batch;

import org.jspecify.annotations.NullMarked;
