@NullMarked
package dev.tidegate.gateway.people;

import org.jspecify.annotations.NullMarked;
