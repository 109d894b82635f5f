package dev.tidegate.core.port;

import dev.tidegate.core.payment.Amount;
import java.time.Duration;
import java.time.LocalDateTime;

/**
 * What the kernel is told of one sale before the card is read (EMV 4.4 Book 3, tags 9F02, 9A, 9F21).
 *
 * @param at the till's local date and time
 * @param cardWait how long a card may take to come
 */
public record TransactionParameters(Amount amount, LocalDateTime at, Duration cardWait) {}
