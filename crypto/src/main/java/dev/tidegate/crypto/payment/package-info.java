/**
 * Payment cryptography: DUKPT keys, key blocks, message authentication codes and key check values. Knows nothing of
 * sealing, and nothing of clear PINs.
 *
 * <p>A {@link PaymentKey} is bytes and what they are for; everything else takes one. Triple DES works only with a key
 * that was made with a {@link TdesSwitch} that is on, which counts each use.
 */
@NullMarked
package dev.tidegate.crypto.payment;

import org.jspecify.annotations.NullMarked;
