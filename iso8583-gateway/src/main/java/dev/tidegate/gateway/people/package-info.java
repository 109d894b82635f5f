/** Who is at the page's door: signing in, and how long that holds. */
@NullMarked
package dev.tidegate.gateway.people;

import org.jspecify.annotations.NullMarked;
