package dev.tidegate.emv.authentication;

import dev.tidegate.core.card.Octets;

/**
 * The key that a PIN is enciphered with for the card, vouched for by its issuer (EMV 4.4 Book 2, 7.1).
 *
 * @param modulus 64 to 248 bytes
 * @param exponent 3 or 65537
 */
public record PinKey(Octets modulus, Octets exponent) {}
