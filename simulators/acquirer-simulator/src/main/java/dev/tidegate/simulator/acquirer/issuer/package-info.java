/**
 * The issuers of the test cards: {@code TripleDesKey}, {@code EmvKeys}, {@code CryptogramVersion},
 * {@code CardCryptogram}, {@code Accounts}, {@code Issuer}.
 */
@NullMarked
package dev.tidegate.simulator.acquirer.issuer;

import org.jspecify.annotations.NullMarked;
