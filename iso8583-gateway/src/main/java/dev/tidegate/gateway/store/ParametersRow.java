package dev.tidegate.gateway.store;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;

/**
 * What a till was last told of its merchant and acquirer.
 *
 * @param says names what they say and who signed them
 * @param raw signed, as they go to the till
 */
public record ParametersRow(TillId till, long version, String says, Octets raw) {}
