/**
 * Messages to bytes and back. The only package that knows jPOS, whose message never leaves it, and the only one in
 * which card digits are put into a message.
 */
@NullMarked
package dev.tidegate.gateway.codec;

import org.jspecify.annotations.NullMarked;
