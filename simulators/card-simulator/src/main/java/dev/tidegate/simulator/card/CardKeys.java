package dev.tidegate.simulator.card;

import java.util.Optional;

/**
 * The keys in whose chain one card stands (EMV 4.4 Book 2, 6).
 *
 * @param authority the scheme's, known to the terminal
 * @param issuer certified by the authority
 * @param card certified by the issuer
 * @param pin for enciphered PINs, certified by the issuer, where the card has one
 */
record CardKeys(RsaKey authority, RsaKey issuer, RsaKey card, Optional<RsaKey> pin) {}
