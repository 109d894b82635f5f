package dev.tidegate.gateway.capture;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.crypto.BodyRejectedException;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.Store;
import java.time.Instant;

/** The payments that money can be given back of, and their cards. */
final class Refundables {
    private final Store store;
    private final Acquirers acquirers;
    private final Terminals terminals;
    private final CardColumns columns;

    Refundables(Store store, Acquirers acquirers, Terminals terminals, CardColumns columns) {
        this.store = store;
        this.acquirers = acquirers;
        this.terminals = terminals;
        this.columns = columns;
    }

    /** Whether a payment is one of the merchant's that asks, at an acquirer that takes refunds. */
    boolean isOurs(Question question, PaymentId original) {
        boolean taken =
                acquirers.named(question.terminal().acquirer()).profile().has(MessageKind.REFUND);
        return taken
                && store.read(tables -> tables.payments().find(original))
                        .filter(payment -> payment.lane()
                                .acquirer()
                                .equals(question.terminal().acquirer()))
                        .flatMap(payment -> terminals.of(payment.till()))
                        .filter(terminal ->
                                terminal.mid().equals(question.terminal().mid()))
                        .isPresent();
    }

    /**
     * The card that paid, for a refund of it: number and expiry, nothing of its chip.
     *
     * @return the caller closes it
     * @throws BodyRejectedException it is no longer kept
     * @throws dev.tidegate.crypto.KeyUnavailableException the keys cannot be used now
     */
    OpenedBody card(PaymentId original, Amount amount, Instant at) {
        Octets card = store.read(tables -> tables.payments().card(original))
                .orElseThrow(() -> new BodyRejectedException("UNKNOWN_KID"));
        return new OpenedBody(columns.openCard(card, original).card(), null, amount, at);
    }
}
