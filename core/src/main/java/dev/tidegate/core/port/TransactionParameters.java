package dev.tidegate.core.port;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.port.Prompts.Prompt;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.function.Consumer;

/**
 * What the kernel is told of one sale before the card is read (EMV 4.4 Book 3, tags 9F02, 9A, 9F21).
 *
 * @param at the till's local date and time
 * @param cardWait how long a card may take to come
 * @param hints told what the cardholder has to do now; returns at once and never fails
 */
public record TransactionParameters(Amount amount, LocalDateTime at, Duration cardWait, Consumer<Prompt> hints) {
    /** Nobody is told anything. */
    public TransactionParameters(Amount amount, LocalDateTime at, Duration cardWait) {
        this(amount, at, cardWait, hint -> {});
    }
}
