package dev.tidegate.gateway.store;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What is given back of which payment. The sum of what stands and of what may yet stand lies in the original's own row,
 * where the schema holds it against what was captured. Only inside {@link Store#write}.
 */
public final class Refunds {
    private final Handle handle;

    Refunds(Handle handle) {
        this.handle = handle;
    }

    /**
     * Takes a part of the original for a refund, where it is captured for good and so much of it is left.
     *
     * @return whether it was taken; if not, nothing has changed
     */
    public boolean reserve(PaymentId original, Amount amount) {
        return handle.createUpdate("update payment set refunded = refunded + :amount where payment_id = :original"
                                + " and state in ('CAPTURED', 'SETTLED', 'REFUNDED', 'VOID_ASKED')"
                                + " and (kind <> 'LIVE' or completed = 1) and kind <> 'REFUND'"
                                + " and currency = :currency and captured is not null"
                                + " and refunded + :amount <= captured"
                                + " and not exists (select 1 from attempt a where a.payment_id = payment.payment_id"
                                + "   and a.kind = 'REVERSAL' and a.state <> 'DROPPED')")
                        .bind("amount", amount.minor())
                        .bind("currency", amount.currency().getCurrencyCode())
                        .bind("original", original.toString())
                        .execute()
                == 1;
    }

    /** Writes down which refund took the part that was reserved. */
    public void insert(PaymentId refund, PaymentId original, Amount amount) {
        handle.createUpdate("insert into refund (payment_id, original, amount, state)"
                        + " values (:refund, :original, :amount, 'RESERVED')")
                .bind("refund", refund.toString())
                .bind("original", original.toString())
                .bind("amount", amount.minor())
                .execute();
    }

    /** The payment that a refund gives back, where the refund got so far. */
    public Optional<PaymentId> original(PaymentId refund) {
        return handle.createQuery("select original from refund where payment_id = :refund")
                .bind("refund", refund.toString())
                .map((row, context) -> PaymentId.of(row.getString("original")))
                .findOne();
    }

    /** How much of a payment is given back, or may yet be; in minor units of what was captured. */
    public long sum(PaymentId original) {
        return handle.createQuery("select refunded from payment where payment_id = :original")
                .bind("original", original.toString())
                .mapTo(Long.class)
                .one();
    }

    /**
     * The refund stands.
     *
     * @return false where it was known already
     */
    public boolean confirm(PaymentId refund) {
        return move(refund, "CONFIRMED");
    }

    /**
     * The refund does not stand: its part of the original is free again.
     *
     * @return false where nothing was reserved for it
     */
    public boolean release(PaymentId refund) {
        if (!move(refund, "RELEASED")) {
            return false;
        }
        int freed = handle.createUpdate("update payment set refunded = refunded - (select r.amount from refund r"
                        + "   where r.payment_id = :refund) where payment_id = (select r.original from refund r"
                        + "   where r.payment_id = :refund)")
                .bind("refund", refund.toString())
                .execute();
        if (freed != 1) {
            throw new StoreBrokenException("refund " + refund + " is of no payment");
        }
        return true;
    }

    private boolean move(PaymentId refund, String state) {
        return handle.createUpdate("update refund set state = :state where payment_id = :refund and state = 'RESERVED'")
                        .bind("state", state)
                        .bind("refund", refund.toString())
                        .execute()
                == 1;
    }
}
