/**
 * A certified payment device as a process: it runs its own kernel, keeps its own books, and speaks the nexo Retailer
 * protocol over HTTPS. Written a second time, and shares nothing with the product.
 */
@NullMarked
package dev.tidegate.simulator.device;

import org.jspecify.annotations.NullMarked;
