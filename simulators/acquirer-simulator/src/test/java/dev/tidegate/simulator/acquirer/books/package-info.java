@NullMarked
package dev.tidegate.simulator.acquirer.books;

import org.jspecify.annotations.NullMarked;
