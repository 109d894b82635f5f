@NullMarked
package dev.tidegate.storm.gateway;

import org.jspecify.annotations.NullMarked;
