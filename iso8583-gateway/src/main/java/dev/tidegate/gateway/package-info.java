/** The gateway as a process: where its rooms are furnished and wired together. */
@NullMarked
package dev.tidegate.gateway;

import org.jspecify.annotations.NullMarked;
