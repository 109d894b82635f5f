package dev.tidegate.till.adopt;

import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.crypto.ExportDamagedException;
import dev.tidegate.crypto.ExportFacts;
import dev.tidegate.crypto.ExportReader;
import dev.tidegate.crypto.GrantRefusedException;
import dev.tidegate.crypto.RecordView;
import dev.tidegate.crypto.SignatureCheck;
import dev.tidegate.crypto.SignedGrant;
import dev.tidegate.crypto.TillHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the adopted exports in a till's folder to the gateway: a duty cycle, driven by one thread. Progress is on disk
 * after each batch, and behind what the gateway has, never before it; so a kill at any point repeats a batch, which
 * changes nothing.
 *
 * <p>It is done when the gateway says so and has signed for the last record; until then the last batch is brought
 * again.
 */
public final class AdoptionDrain {
    /** One upload, as of the till's own records. */
    static final int BATCH_RECORDS_MAX = 64;

    /** Told of each change. Has to be quick and never throw. */
    public interface Watch {
        void carried(ExportFacts export, Progress progress);
    }

    private final Path home;
    private final TillHome keys;
    private final Courier courier;
    private final SignatureCheck signatures;
    private final Watch watch;
    /** An export is checked whole once in a process's life. */
    private final Map<Path, ExportFacts> checked = new HashMap<>();

    /** @param signatures of tills and of the gateway, under this till's authority */
    public AdoptionDrain(Path home, Courier courier, SignatureCheck signatures, Watch watch) {
        this.home = home;
        this.keys = new TillHome(home);
        this.courier = courier;
        this.signatures = signatures;
        this.watch = watch;
    }

    /**
     * Brings what there is to bring, up to its end.
     *
     * @return how many records the gateway has acknowledged in this round
     * @throws dev.tidegate.core.port.GatewayUnavailableException the gateway is away; the caller calls again later
     * @throws UncheckedIOException the disk refuses; the caller calls again later
     */
    public long doWork() {
        long moved = 0;
        try {
            for (AdoptedFolder each : AdoptedFolder.all(home)) {
                if (each.progress().state() == Progress.State.SENDING) {
                    moved += bring(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an adopted export cannot be read, or its progress not be written", e);
        }
        return moved;
    }

    private long bring(AdoptedFolder adopted) throws IOException {
        SignedGrant grant;
        ExportFacts facts;
        try {
            grant = adopted.grant(keys.signerTrust());
            facts = facts(adopted);
        } catch (ExportDamagedException | GrantRefusedException e) {
            adopted.remember(adopted.progress().stopped("damaged_here"));
            return 0;
        }
        Trip trip = new Trip(adopted, grant, facts);
        try (ExportReader reader = ExportReader.open(adopted.export(), signatures)) {
            return trip.go(reader);
        } catch (ExportDamagedException e) {
            trip.stop("damaged_here");
            return 0;
        }
    }

    private ExportFacts facts(AdoptedFolder adopted) throws IOException {
        ExportFacts known = checked.get(adopted.folder());
        if (known == null) {
            known = ExportReader.check(adopted.export(), signatures);
            checked.put(adopted.folder(), known);
        }
        return known;
    }

    /** One walk through one export. */
    private final class Trip {
        private final AdoptedFolder adopted;
        private final SignedGrant grant;
        private final ExportFacts facts;
        private Progress progress;
        private long moved;

        Trip(AdoptedFolder adopted, SignedGrant grant, ExportFacts facts) throws IOException {
            this.adopted = adopted;
            this.grant = grant;
            this.facts = facts;
            this.progress = adopted.progress();
        }

        long go(ExportReader reader) throws IOException {
            // The last record is brought even where it was acknowledged: only its answer says that all is done.
            long after = Math.min(progress.sent(), facts.lastSeq() - 1);
            List<RecordView> batch = new ArrayList<>();
            for (RecordView next = reader.next(); next != null; next = reader.next()) {
                if (next.seq() > after) {
                    batch.add(next);
                }
                if (batch.size() == BATCH_RECORDS_MAX) {
                    if (!carry(batch)) {
                        return moved;
                    }
                    batch.clear();
                }
            }
            if (!batch.isEmpty()) {
                boolean ignored = carry(batch);
            }
            return moved;
        }

        /** Whether to go on with the next batch. */
        private boolean carry(List<RecordView> batch) throws IOException {
            return switch (courier.carry(grant.raw(), facts, batch)) {
                case Courier.Answer.Refused(var code) -> stop(code);
                case Courier.Answer.Taken taken -> take(batch, taken);
            };
        }

        private boolean take(List<RecordView> batch, Courier.Answer.Taken taken) throws IOException {
            List<Verdict> verdicts = taken.receipt().verdicts();
            long sent = progress.sent();
            int received = 0;
            Verdict last = Verdict.BUSY;
            for (int i = 0; i < Math.min(batch.size(), verdicts.size()); i++) {
                last = verdicts.get(i);
                if (last == Verdict.OK || last == Verdict.DUPLICATE || last == Verdict.SET_ASIDE) {
                    sent = Math.max(sent, batch.get(i).seq());
                    received++;
                }
            }
            moved += received;
            progress = progress.sentUpTo(sent);
            if (isDone(taken)) {
                remember(progress.done(taken.waiting()));
                return false;
            }
            remember(progress);
            return switch (last) {
                case OK, DUPLICATE, SET_ASIDE -> received == batch.size();
                case BUSY -> false;
                case RESEND -> resend(taken.receipt().lastSeq());
                case FORK -> stop("fork");
                case REFUSED -> stop("refused");
            };
        }

        private boolean isDone(Courier.Answer.Taken taken) {
            ChainReceipt chain = taken.receipt().chain();
            return taken.done()
                    && progress.sent() == facts.lastSeq()
                    && chain.seq() >= facts.lastSeq()
                    && (chain.seq() > facts.lastSeq() || chain.link().equals(facts.lastLink()))
                    && signatures.ofReceipt(facts.till(), chain) == SignatureCheck.Verdict.GOOD;
        }

        // A gateway that was restored knows less than it has acknowledged; records before the export are another's.
        private boolean resend(long has) throws IOException {
            if (has + 1 < facts.firstSeq() || has >= progress.sent()) {
                return stop("missing_before");
            }
            remember(progress.sentUpTo(has));
            return false;
        }

        boolean stop(String code) throws IOException {
            remember(progress.stopped(code));
            return false;
        }

        private void remember(Progress now) throws IOException {
            progress = now;
            adopted.remember(now);
            watch.carried(facts, now);
        }
    }
}
