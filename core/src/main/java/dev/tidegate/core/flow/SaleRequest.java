package dev.tidegate.core.flow;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.RequestKey;

/** One sale to be paid by card. */
public record SaleRequest(PaymentId id, Amount amount, String reference, RequestKey key) {}
