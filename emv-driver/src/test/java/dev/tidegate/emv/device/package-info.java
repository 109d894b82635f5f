/** A payment device that answers by a script, over real TLS on the loopback address. */
@org.jspecify.annotations.NullMarked
package dev.tidegate.emv.device;
