package dev.tidegate.simulator.card;

/**
 * The three keys in whose chain one card stands (EMV 4.4 Book 2, 6).
 *
 * @param authority the scheme's, known to the terminal
 * @param issuer certified by the authority
 * @param card certified by the issuer
 */
record CardKeys(RsaKey authority, RsaKey issuer, RsaKey card) {}
