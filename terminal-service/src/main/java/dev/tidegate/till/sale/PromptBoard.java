package dev.tidegate.till.sale;

import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.port.Prompts;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The prompt that stands on the screen now. Written by the sale's thread, read by any. */
public final class PromptBoard implements Prompts {
    private record Standing(PaymentId payment, Prompt prompt) {}

    private final Consumer<PaymentId> changed;
    private volatile @Nullable Standing standing;

    /** @param changed told of each change; has to be quick and never throw */
    public PromptBoard(Consumer<PaymentId> changed) {
        this.changed = changed;
    }

    @Override
    public void show(Payment payment, Prompt prompt) {
        standing = new Standing(payment.id(), prompt);
        changed.accept(payment.id());
    }

    /** The prompt of one payment, absent where none stands for it. */
    public @Nullable Prompt of(PaymentId payment) {
        Standing now = standing;
        return now == null || !now.payment().equals(payment) ? null : now.prompt();
    }

    void clear() {
        standing = null;
    }
}
