package dev.tidegate.till.ledger;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import java.time.Instant;

/**
 * One sale of a card, as far as it counts for the next.
 *
 * @param stored whether it was taken without its issuer
 * @param referred whether it was declined for the issuer to be called
 * @param changedAt when the record came that made it what it is
 */
public record CardSale(
        PaymentId payment, Amount amount, PaymentState state, boolean stored, boolean referred, Instant changedAt) {}
