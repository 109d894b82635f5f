package dev.tidegate.storm.gateway;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.port.GatewayClient.HostVerdict;
import dev.tidegate.core.port.Sealer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A till of the storm with its card. One thread at a time. */
final class StormTill implements AutoCloseable {
    private static final Duration LIVE_TIMER = Duration.ofSeconds(4);

    private final ShopTill till;
    private final StormCard card;
    private final InstantSource clock;

    /** Opens an enrolled till's folder. */
    StormTill(
            Path folder, String tid, StormCard card, List<URI> gateways, SplittableRandom chance, InstantSource clock) {
        this.till = new ShopTill(folder, tid, gateways, LIVE_TIMER, chance, clock);
        this.card = card;
        this.clock = clock;
    }

    /** Sells; blocks while the host is asked. */
    Told play(PlannedSale sale) {
        PaymentId id = till.newId();
        Instant soldAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SaleContents made = new SaleContents(sale, id, soldAt, card);
        Sealer.Contents contents = made.sealed();
        try (ClearCard clear = contents.card()) {
            MaskedPan masked = clear.pan().masked();
            return switch (sale.way()) {
                case LIVE_KEPT, LIVE_TAKEN_BACK -> live(sale, made.summary(masked), contents);
                case ADVICE, DEFERRED, STRIPE -> stored(sale, made.summary(masked), contents);
                case VOIDED -> voided(stored(sale, made.summary(masked), contents));
            };
        }
    }

    private Told voided(Told stored) {
        till.offer();
        till.voidSale(stored.id());
        return new Told(stored.sale(), stored.id(), Told.Word.VOID_ASKED);
    }

    private Told live(PlannedSale sale, Sale summary, Sealer.Contents contents) {
        PaymentId id = contents.payment();
        return switch (till.authorise(till.asking(summary, contents, null))) {
            case HostVerdict.Approved(var reply, var captured, var issuerData) -> {
                boolean kept = sale.way() == PlannedSale.Way.LIVE_KEPT;
                if (kept) {
                    till.keep(id, captured, reply);
                } else {
                    till.takeBack(id, Reason.NONE, reply);
                }
                yield new Told(sale, id, kept ? Told.Word.KEPT : Told.Word.NOTHING_TAKEN);
            }
            case HostVerdict.PartlyApproved ignored ->
                throw new IllegalStateException("a part of a sale that takes none: " + id);
            case HostVerdict.Declined(var why, var reply, var issuerData) -> {
                till.declined(id, why, reply);
                yield new Told(sale, id, Told.Word.NOTHING_TAKEN);
            }
            case HostVerdict.NotSent(var cause) -> stored(sale, summary, contents);
            case HostVerdict.Unknown() -> {
                till.unknown(id);
                yield new Told(sale, id, Told.Word.NOTHING_TAKEN);
            }
        };
    }

    private Told stored(PlannedSale sale, Sale summary, Sealer.Contents contents) {
        till.store(summary, contents, sale.kind());
        return new Told(sale, contents.payment(), Told.Word.STORED);
    }

    /**
     * One round of what is owed to the gateway.
     *
     * @return whether nothing is owed any more
     */
    boolean settle() {
        return till.settle();
    }

    /** Where a payment stands, as far as this till has heard. */
    Optional<PaymentResult> result(PaymentId id) {
        return till.result(id);
    }

    @Override
    public void close() {
        till.close();
    }
}
