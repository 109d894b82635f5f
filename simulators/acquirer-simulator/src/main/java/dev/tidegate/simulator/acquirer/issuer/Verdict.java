package dev.tidegate.simulator.acquirer.issuer;

/**
 * What an issuer says to one transaction.
 *
 * @param code DE 39
 * @param issuerAuthentication tag 91 for the card, hex; empty when no ARQC was verified
 */
public record Verdict(CardUse card, String code, String issuerAuthentication) {}
