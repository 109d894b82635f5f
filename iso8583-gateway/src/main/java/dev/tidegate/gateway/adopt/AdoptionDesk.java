package dev.tidegate.gateway.adopt;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.crypto.AdoptionGrant;
import dev.tidegate.crypto.GrantRefusedException;
import dev.tidegate.crypto.RecordView;
import dev.tidegate.crypto.SignedGrant;
import dev.tidegate.crypto.SignerTrust;
import dev.tidegate.gateway.capture.CaptureEngine;
import dev.tidegate.gateway.intake.Intake;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.AdoptionRow;
import dev.tidegate.gateway.store.AdoptionRow.Claim;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.Tables;
import dev.tidegate.gateway.store.TillEventRow;
import dev.tidegate.gateway.store.TillEventRow.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the journal of one till over the connection of another, under a grant.
 *
 * <p>The grant opens the door and nothing else: behind it every record goes through the same {@link Intake}, with the
 * chain of the till that wrote it. So what the gateway has already is a duplicate, and it does not matter which of the
 * two tills brings a record, how often, or in which of their drains.
 *
 * <p>The first batch ties the grant to one export. From then on it may be repeated with that export without an end: a
 * till that died in the middle goes on, and what is repeated changes nothing.
 *
 * <p>A sale starts once its till has offered it, because until then the till may void it by itself. A till that is
 * revoked has no say any more: once the whole of its export is here, what was told to a person is offered for it, and
 * what was not is set aside for people. A till that is not revoked keeps its say, and what it has not offered waits.
 */
public final class AdoptionDesk {
    private static final FactLog LOG = FactLog.of(AdoptionDesk.class);

    private final Store store;
    private final Intake intake;
    private final CaptureEngine engine;
    private final Terminals terminals;
    private final SignerTrust trust;
    private final InstantSource clock;

    public AdoptionDesk(
            Store store,
            Intake intake,
            CaptureEngine engine,
            Terminals terminals,
            SignerTrust trust,
            InstantSource clock) {
        this.store = store;
        this.intake = intake;
        this.engine = engine;
        this.terminals = terminals;
        this.trust = trust;
        this.clock = clock;
    }

    /** What became of a batch. */
    public sealed interface Answer {
        /**
         * Taken in, as far as the receipt says; it stands for the journal of the till that wrote it.
         *
         * @param done whether every record of the export is here
         * @param waiting stored sales of the export that their till has not offered, and that wait for it
         */
        record Taken(Receipt receipt, boolean done, int waiting) implements Answer {}

        record Refused(AdoptionRefusal why) implements Answer {}
    }

    /**
     * Takes a batch in.
     *
     * @param courier the till that the connection belongs to
     * @param grant any bytes
     * @param claim the export that the batch is of
     * @param batch at most {@link Intake#BATCH_RECORDS_MAX} records, any bytes
     * @throws dev.tidegate.gateway.store.StoreBrokenException nothing was taken in; the caller answers that it is busy
     */
    public Answer take(TillId courier, Octets grant, Claim claim, List<Octets> batch) {
        AdoptionGrant granted;
        try {
            granted = SignedGrant.verify(grant, trust).grant();
        } catch (GrantRefusedException e) {
            return refused(courier, AdoptionRefusal.GRANT_NOT_BELIEVED);
        }
        if (!granted.to().equals(courier)) {
            return refused(courier, AdoptionRefusal.GRANT_OF_ANOTHER_TILL);
        }
        Optional<Terminal> terminal = terminals.of(granted.from());
        if (terminal.isEmpty()) {
            return refused(courier, AdoptionRefusal.NO_TERMINAL);
        }
        if (batch.stream().anyMatch(raw -> isBeyond(raw, claim))) {
            return refused(courier, AdoptionRefusal.BEYOND_EXPORT);
        }
        @Nullable AdoptionRefusal no = begin(granted, claim);
        if (no != null) {
            return refused(courier, no);
        }
        Receipt receipt = intake.take(terminal.get(), batch);
        if (receipt.lastSeq() < claim.lastSeq()) {
            return new Answer.Taken(receipt, false, 0);
        }
        return end(granted, claim, receipt);
    }

    private static boolean isBeyond(Octets raw, Claim claim) {
        RecordView view = RecordView.of(raw);
        return view != null && view.seq() > claim.lastSeq();
    }

    private @Nullable AdoptionRefusal begin(AdoptionGrant granted, Claim claim) {
        Instant now = clock.instant();
        Optional<AdoptionRow> known = store.read(tables -> tables.adoptions().find(granted.id()));
        @Nullable AdoptionRefusal no = judge(known.orElse(null), granted, claim, now);
        if (no != null || known.map(AdoptionRow::claim).isPresent()) {
            return no;
        }
        return store.write(tables -> {
                    // Asked again inside: another batch may have been first, or somebody has withdrawn it.
                    AdoptionRow row = tables.adoptions().find(granted.id()).orElse(null);
                    @Nullable AdoptionRefusal late = judge(row, granted, claim, now);
                    if (late == null && tables.adoptions().begin(granted.id(), claim, now)) {
                        String what = "export " + claim.digest().hex().substring(0, 16);
                        tables.tillEvents()
                                .insert(new TillEventRow(
                                        now,
                                        Event.ADOPTION_BEGUN,
                                        granted.from(),
                                        granted.to().toString(),
                                        what));
                    }
                    return Optional.ofNullable(late);
                })
                .orElse(null);
    }

    private static @Nullable AdoptionRefusal judge(
            @Nullable AdoptionRow row, AdoptionGrant granted, Claim claim, Instant now) {
        if (row == null || !row.from().equals(granted.from()) || !row.to().equals(granted.to())) {
            return AdoptionRefusal.GRANT_NOT_BELIEVED;
        }
        return switch (row.state(now)) {
            case REVOKED -> AdoptionRefusal.GRANT_REVOKED;
            case EXPIRED -> AdoptionRefusal.GRANT_EXPIRED;
            case GRANTED -> null;
            case BEGUN, DONE -> claim.equals(row.claim()) ? null : AdoptionRefusal.GRANT_USED;
        };
    }

    private Answer end(AdoptionGrant granted, Claim claim, Receipt receipt) {
        Instant now = clock.instant();
        Answer answer = store.write(tables -> {
            Optional<Octets> here = tables.received().linkAt(granted.from(), claim.lastSeq());
            if (!here.filter(claim.lastLink()::equals).isPresent()) {
                // Another history of that till: the verdicts say so.
                return new Answer.Taken(receipt, false, 0);
            }
            int waiting = offer(tables, granted.from(), claim.lastSeq());
            if (tables.adoptions().done(granted.id(), now)) {
                tables.tillEvents()
                        .insert(new TillEventRow(
                                now,
                                Event.ADOPTION_DONE,
                                granted.from(),
                                granted.to().toString(),
                                ""));
            }
            return new Answer.Taken(receipt, true, waiting);
        });
        engine.wake().up();
        return answer;
    }

    private int offer(Tables tables, TillId from, long lastSeq) {
        List<PaymentRow> stored = tables.payments().storedUpTo(from, lastSeq);
        boolean silent = tables.tills().find(from).map(till -> till.revoked()).orElse(false);
        if (!silent) {
            return stored.size();
        }
        for (PaymentRow payment : stored) {
            if (payment.marks().shown()) {
                engine.steps().take(tables, payment, PaymentEvent.OFFER, Reason.NONE, "adopted");
            }
        }
        // Nobody knows whether the goods left, and the till that could be asked is gone.
        for (PaymentRow payment : tables.payments().unshownUpTo(from, lastSeq)) {
            engine.steps().take(tables, payment, PaymentEvent.HOLD, Reason.UNSHOWN, "adopted");
        }
        return 0;
    }

    private static Answer refused(TillId courier, AdoptionRefusal why) {
        LOG.warn("an adoption is refused", Map.of(Field.TILL, courier, Field.CODE, why));
        return new Answer.Refused(why);
    }
}
