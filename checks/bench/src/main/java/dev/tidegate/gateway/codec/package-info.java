/** The codec bare, beside the library that it takes its packager files from. */
@NullMarked
package dev.tidegate.gateway.codec;

import org.jspecify.annotations.NullMarked;
