/**
 * Certified payment devices that run their own kernel: the port {@link dev.tidegate.emv.device.PaymentDevice} and the
 * nexo Retailer protocol (Sale to POI 3.0, JSON over HTTPS) behind it.
 */
@NullMarked
package dev.tidegate.emv.device;

import org.jspecify.annotations.NullMarked;
