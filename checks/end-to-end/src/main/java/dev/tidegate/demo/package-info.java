/**
 * The outage story: starts the whole shop as processes, plays the cashier, cuts the network, kills what it is told to
 * kill, and compares what the cashier was told with what the acquirer booked. It knows the product by its HTTP
 * interfaces alone.
 */
@NullMarked
package dev.tidegate.demo;

import org.jspecify.annotations.NullMarked;
