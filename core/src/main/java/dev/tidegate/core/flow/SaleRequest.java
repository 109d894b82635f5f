package dev.tidegate.core.flow;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Approval;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.RequestKey;

/**
 * One sale to be paid by card.
 *
 * @param approval a manager's word for it, used up by it
 */
public record SaleRequest(PaymentId id, Amount amount, String reference, RequestKey key, Approval approval) {}
