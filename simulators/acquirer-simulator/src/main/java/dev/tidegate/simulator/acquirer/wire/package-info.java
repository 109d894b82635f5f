/**
 * How messages stand on the wire: dialects, their field tables, the codec, frames, and what a message means before
 * anybody knows whether it is true.
 *
 * <p>Read in this order: {@code Content}, {@code Coding}, {@code Field}, {@code FieldTable}, {@code Dialect},
 * {@code IsoCodec}, {@code Framing}, {@code Reading}.
 */
@NullMarked
package dev.tidegate.simulator.acquirer.wire;

import org.jspecify.annotations.NullMarked;
