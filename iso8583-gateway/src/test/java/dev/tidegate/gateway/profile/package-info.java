@NullMarked
package dev.tidegate.gateway.profile;

import org.jspecify.annotations.NullMarked;
