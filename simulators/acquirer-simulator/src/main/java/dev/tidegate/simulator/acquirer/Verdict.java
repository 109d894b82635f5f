package dev.tidegate.simulator.acquirer;

/**
 * What an issuer says to one transaction.
 *
 * @param code DE 39
 * @param issuerAuthentication tag 91 for the card, hex; empty when no ARQC was verified
 */
record Verdict(CardUse card, String code, String issuerAuthentication) {}
