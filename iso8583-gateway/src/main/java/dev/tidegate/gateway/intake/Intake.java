package dev.tidegate.gateway.intake;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.crypto.Acceptance;
import dev.tidegate.crypto.BodyRejectedException;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.crypto.Purpose;
import dev.tidegate.crypto.SignatureCheck;
import dev.tidegate.crypto.TillChain;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.capture.Bodies;
import dev.tidegate.gateway.capture.CaptureEngine;
import dev.tidegate.gateway.capture.CardColumns;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.store.ReceivedRow;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.Tables;
import dev.tidegate.gateway.store.TillRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes in one batch of a till's journal: each record is checked against the chain and opened, then all of them are
 * written in one transaction, together with the chain's new place. What was acknowledged is durable.
 *
 * <p>Batches of one till go one after the other; tills go in parallel up to the transaction.
 */
public final class Intake {
    /** More is refused: a second of work, and a few megabytes. */
    public static final int BATCH_RECORDS_MAX = 256;

    private static final FactLog LOG = FactLog.of(Intake.class);

    /** Its till had its final result and has let go of the body; an earlier life of this database had it. */
    private static final String LET_GO = "LET_GO";

    private final Store store;
    private final CaptureEngine engine;
    private final Gate gate;
    private final ChainKeys keys;
    private final Signatures signatures;
    private final Bodies bodies;
    private final Effects effects;
    private final InstantSource clock;
    private final Map<TillId, ReentrantLock> turns = new ConcurrentHashMap<>();

    public Intake(
            Store store,
            CaptureEngine engine,
            Acquirers acquirers,
            Gate gate,
            ChainKeys keys,
            Signatures signatures,
            Bodies bodies,
            CardColumns columns,
            InstantSource clock) {
        this.store = store;
        this.engine = engine;
        this.gate = gate;
        this.keys = keys;
        this.signatures = signatures;
        this.bodies = bodies;
        this.effects = new Effects(
                engine.steps(),
                engine.calls(),
                new StoredSales(engine.steps(), acquirers, columns, clock),
                new Tips(engine.steps(), acquirers, clock));
        this.clock = clock;
    }

    /**
     * Takes a batch in.
     *
     * @param terminal of the till that the connection belongs to
     * @param batch at most {@link #BATCH_RECORDS_MAX} records, any bytes
     * @return a verdict for each record up to the first that ends the batch, and a signed word for all that is durable;
     *     a lone BUSY where the keys cannot be used: then nothing was taken in
     * @throws dev.tidegate.gateway.store.StoreBrokenException nothing was taken in; the caller answers that it is busy
     */
    public Receipt take(Terminal terminal, List<Octets> batch) {
        ReentrantLock turn = turns.computeIfAbsent(terminal.till(), ignored -> new ReentrantLock());
        turn.lock();
        try {
            TillRow till = store.read(tables -> tables.tills().find(terminal.till()))
                    .orElseThrow(() -> new IllegalStateException("till " + terminal.till() + " is not enrolled"));
            Batch checked = new Batch(till);
            try {
                batch.stream().takeWhile(raw -> !checked.isEnded()).forEach(checked::check);
                if (!checked.arrived.isEmpty()) {
                    store.change(tables -> checked.write(tables, terminal));
                    engine.wake().up();
                }
                if (checked.lostTo > 0) {
                    LOG.error(
                            "an earlier life had these records",
                            Map.of(Field.TILL, till.id(), Field.SEQ, checked.lostTo));
                    store.change(tables -> tables.tills().lost(till.id(), checked.lostTo));
                }
            } catch (KeyUnavailableException e) {
                // The keys went away between check and commit: nothing of the batch is here.
                LOG.error("the keys cannot be used", Map.of(Field.TILL, till.id()));
                return new Receipt(List.of(Verdict.BUSY), till.lastSeq());
            } finally {
                checked.close();
            }
            return checked.receipt();
        } finally {
            turn.unlock();
        }
    }

    /** One batch on its way: where the chain stands, what each record is. */
    private final class Batch {
        private final TillRow till;
        private final List<Verdict> verdicts = new ArrayList<>();
        private final List<Arrived> arrived = new ArrayList<>();
        private final Map<Long, Octets> links = new HashMap<>();
        private @Nullable TillChain chain;
        private boolean ended;
        private long lostTo;

        Batch(TillRow till) {
            this.till = till;
        }

        boolean isEnded() {
            return ended;
        }

        void check(Octets raw) {
            try {
                checkOpen(raw);
            } catch (KeyUnavailableException e) {
                LOG.error("the keys cannot be used", Map.of(Field.TILL, till.id()));
                end(Verdict.BUSY);
            }
        }

        private void checkOpen(Octets raw) {
            TillChain at = chain();
            switch (gate.accept(raw, at, this::link)) {
                case Acceptance.Accepted(var record, var next, var previousBroken) -> {
                    Arrived one = open(record, previousBroken);
                    arrived.add(one);
                    boolean bad =
                            one instanceof Arrived.BadBody(var same, var code, var broken) && !code.equals(LET_GO);
                    verdicts.add(bad ? Verdict.SET_ASIDE : Verdict.OK);
                    moveOn(next);
                }
                case Acceptance.SetAside(var code, var seq, var next) -> {
                    LOG.error(
                            "a damaged record is set aside",
                            Map.of(Field.TILL, till.id(), Field.SEQ, seq, Field.CODE, code));
                    arrived.add(new Arrived.SetAside(raw, code, seq, next.lastLink(), gate.claimed(raw)));
                    verdicts.add(Verdict.SET_ASIDE);
                    moveOn(next);
                }
                case Acceptance.Duplicate ignored -> verdicts.add(Verdict.DUPLICATE);
                case Acceptance.Gap(var expected, var seq) -> {
                    // A till begins behind what was acknowledged: this gateway had it, and has it no more.
                    lostTo = verdicts.isEmpty() ? seq - 1 : lostTo;
                    LOG.warn("records are missing", Map.of(Field.TILL, till.id(), Field.SEQ, expected));
                    end(Verdict.RESEND);
                }
                case Acceptance.Fork(var seq) -> {
                    LOG.error("a second history of a till", Map.of(Field.TILL, till.id(), Field.SEQ, seq));
                    arrived.add(new Arrived.Forked(raw, seq, gate.claimed(raw)));
                    end(Verdict.FORK);
                }
                case Acceptance.Refused(var code) -> {
                    LOG.warn("bytes that are no record of this till", Map.of(Field.TILL, till.id(), Field.CODE, code));
                    end(Verdict.REFUSED);
                }
            }
        }

        private Arrived open(JournalRecord record, boolean previousBroken) {
            if (!(record.entry() instanceof JournalEntry.Stored stored)) {
                return new Arrived.Good(record, null, previousBroken);
            }
            SealedBody sealed = stored.body();
            if (sealed == null) {
                // Told again after a restore, or by somebody who leaves out what he may not.
                String code = record.seq() <= lostBefore() ? LET_GO : "BODY_GONE";
                return new Arrived.BadBody(record, code, previousBroken);
            }
            try {
                OpenedBody body = bodies.open(sealed, till.id(), stored.payment(), Purpose.JOURNAL);
                return new Arrived.Good(record, body, previousBroken);
            } catch (BodyRejectedException e) {
                LOG.error(
                        "a stored sale whose body cannot be opened",
                        Map.of(Field.PAYMENT, stored.payment(), Field.SEQ, record.seq(), Field.CODE, e.code()));
                // A key that is gone is gone for good: it is told apart from a record that was changed.
                String code = e.code().equals("UNKNOWN_KID") ? "EXPIRED_KEY" : e.code();
                return new Arrived.BadBody(record, code, previousBroken);
            }
        }

        private long lostBefore() {
            return store.read(tables -> tables.tills().lostTo(till.id()));
        }

        private void end(Verdict verdict) {
            verdicts.add(verdict);
            ended = true;
        }

        private void moveOn(TillChain next) {
            chain = next;
            links.put(next.lastSeq(), next.lastLink());
        }

        private TillChain chain() {
            TillChain at = chain;
            if (at == null) {
                Octets key = keys.unwrap(till.id(), till.keySeq(), till.wrappedKey());
                at = new TillChain(till.id(), till.lastSeq(), till.lastLink(), till.keySeq(), key);
                chain = at;
            }
            return at;
        }

        private @Nullable Octets link(TillId whose, long seq) {
            Octets fresh = links.get(seq);
            return fresh != null
                    ? fresh
                    : store.read(tables -> tables.received().linkAt(whose, seq)).orElse(null);
        }

        Receipt receipt() {
            long seq = chain == null ? till.lastSeq() : chain.lastSeq();
            Octets link = chain == null ? till.lastLink() : chain.lastLink();
            ChainReceipt signed = seq == 0 ? ChainReceipt.none() : signatures.receipt(till.id(), seq, link);
            return new Receipt(verdicts, seq, signed);
        }

        void write(Tables tables, Terminal terminal) {
            Instant now = clock.instant();
            TillChain at = chain();
            if (at.lastSeq() != till.lastSeq()) {
                tables.tills()
                        .advance(
                                till.id(),
                                till.lastSeq(),
                                at.lastSeq(),
                                at.lastLink(),
                                at.keySeq(),
                                keys.wrap(till.id(), at.keySeq(), at.key()));
            }
            Origin origin = new Origin(terminal, tables.tills().lostTo(till.id()));
            tables.payments().expect(about());
            arrived.forEach(one -> write(tables, origin, one, now));
            effects.wentOn(tables, origin, arrived);
        }

        // Of what comes in good order.
        private Set<PaymentId> about() {
            return arrived.stream()
                    .filter(Arrived.Good.class::isInstance)
                    .map(good -> payment(((Arrived.Good) good).record().entry()))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
        }

        private void write(Tables tables, Origin origin, Arrived one, Instant now) {
            Terminal terminal = origin.terminal();
            switch (one) {
                case Arrived.Good good -> {
                    received(tables, good.record(), "OK", good.previousBroken(), now);
                    checkSignature(tables, good.record(), now);
                    effects.of(tables, origin, good);
                }
                case Arrived.BadBody(var record, var code, var previousBroken) -> {
                    received(tables, record, code, previousBroken, now);
                    if (code.equals(LET_GO) && record.entry() instanceof JournalEntry.Stored stored) {
                        effects.held(tables, terminal, record.seq(), stored, Reason.RESTORED);
                        return;
                    }
                    Reason why = code.equals("EXPIRED_KEY") ? Reason.KEY_GONE : Reason.TAMPER;
                    setAside(tables, terminal, record.seq(), record.raw(), code, record.entry(), why, now);
                }
                case Arrived.SetAside(var raw, var code, var seq, var link, var claimed) -> {
                    tables.received()
                            .insert(new ReceivedRow(till.id(), seq, link, "UNREADABLE", null, code, null, now, null));
                    setAside(tables, terminal, seq, raw, code, claimed, Reason.TAMPER, now);
                }
                case Arrived.Forked(var raw, var seq, var claimed) ->
                    setAside(tables, terminal, seq, raw, "FORK", claimed, Reason.FORK, now);
            }
        }

        // The record's MAC is good, so it stands; that its signature is not is for people to look at.
        private void checkSignature(Tables tables, JournalRecord record, Instant now) {
            if (!(record.entry() instanceof JournalEntry.Signed)) {
                return;
            }
            SignatureCheck.Verdict verdict = signatures.check(till.id(), record);
            if (verdict != SignatureCheck.Verdict.GOOD) {
                LOG.warn(
                        "a checkpoint that the till's certificate does not stand for",
                        Map.of(Field.TILL, till.id(), Field.SEQ, record.seq(), Field.CODE, verdict));
                tables.received().quarantine(till.id(), record.seq(), null, verdict.name(), record.raw(), now);
            }
        }

        private void received(
                Tables tables, JournalRecord record, String verdict, boolean previousBroken, Instant now) {
            if (previousBroken) {
                tables.received().markBroken(till.id(), record.seq() - 1);
            }
            // The request's body is kept as it came, for a person who has to find out what was asked.
            boolean kept = record.entry() instanceof JournalEntry.Asked;
            tables.received()
                    .insert(new ReceivedRow(
                            till.id(),
                            record.seq(),
                            record.link(),
                            record.entry().type().name(),
                            payment(record.entry()),
                            verdict,
                            record.wroteAt(),
                            now,
                            kept ? record.raw() : null));
        }

        private void setAside(
                Tables tables,
                Terminal terminal,
                long seq,
                Octets raw,
                String code,
                @Nullable JournalEntry claimed,
                Reason why,
                Instant now) {
            if (tables.received().isQuarantined(till.id(), seq, code)) {
                // The till says it again until somebody has enrolled it anew; one copy is enough.
                return;
            }
            PaymentId payment = claimed == null ? null : payment(claimed);
            tables.received().quarantine(till.id(), seq, payment, code, raw, now);
            if (claimed instanceof JournalEntry.Stored stored) {
                effects.held(tables, terminal, seq, stored, why);
            }
        }

        void close() {
            for (Arrived one : arrived) {
                if (one instanceof Arrived.Good(var ignored, var body, var broken) && body != null) {
                    body.close();
                }
            }
        }
    }

    private static @Nullable PaymentId payment(JournalEntry entry) {
        return entry instanceof JournalEntry.OfPayment about ? about.payment() : null;
    }
}
