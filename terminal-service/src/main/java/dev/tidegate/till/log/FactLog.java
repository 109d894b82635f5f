package dev.tidegate.till.log;

import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.crypto.BundleRefusedException;
import dev.tidegate.crypto.CertificateLife;
import dev.tidegate.crypto.HotListKeeper;
import dev.tidegate.crypto.ParametersKeeper;
import dev.tidegate.saf.ArchiveFact;
import dev.tidegate.till.adopt.Progress;
import dev.tidegate.till.gateway.RouteName;
import dev.tidegate.till.gateway.Trouble;
import dev.tidegate.till.store.Refund;
import dev.tidegate.till.store.TenderSale;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The till's log: one line a fact.
 *
 * <p>Its methods take the house's words and write the fields of an allow-list: ids, states, reasons, amounts, response
 * codes, STAN, RRN, masked numbers. There is no method that takes a text from outside, so none can get in.
 */
public final class FactLog {

    /** Deep enough to find the place; a whole trace of a hundred lines finds it no better. */
    private static final int FRAMES_MAX = 12;

    private static final int TRACE_LENGTH_MAX = 4_000;

    private final Logger log;

    /** The till's. */
    public FactLog() {
        this("tidegate.till");
    }

    private FactLog(String name) {
        this.log = LoggerFactory.getLogger(name);
    }

    /** The training room's: each line bears its name, so that none is taken for a sale. */
    public static FactLog ofTraining() {
        return new FactLog("tidegate.training");
    }

    /** A payment changed. */
    public void payment(Payment payment) {
        Sale sale = payment.sale();
        log.info(
                "payment={} seq={} state={} reason={} kind={} amount=\"{}\" card=\"{}\""
                        + " response={} stan={} rrn={} duty={}",
                payment.id(),
                payment.seq(),
                payment.state(),
                payment.reason(),
                payment.kind(),
                payment.amount(),
                sale == null ? "" : sale.card(),
                payment.reply().responseCode(),
                payment.reply().stan(),
                payment.reply().rrn(),
                payment.duty());
    }

    /** The machine's clock went away from the till's time, or came back to it. */
    public void machineClock(Duration ahead) {
        log.warn("machine_clock_ahead_s={}", ahead.toSeconds());
    }

    /** Messages go another way to the gateway. */
    public void route(RouteName route) {
        switch (route) {
            case FIRST -> log.info("route={}", route);
            case BACKUP -> log.warn("route={}", route);
        }
    }

    /**
     * The way to the acquirer changed.
     *
     * @param trouble what exactly kept the last call from its answer
     */
    public void standing(Standing standing, boolean gatewayReachable, Trouble trouble) {
        Reason cause = switch (standing) {
            case Standing.Online() -> Reason.NONE;
            case Standing.Offline(var why) -> why;
        };
        log.info(
                "online={} cause={} gateway_reachable={} trouble={}",
                cause == Reason.NONE,
                cause,
                gatewayReachable,
                trouble);
    }

    /** A refund stands otherwise than before. */
    public void refund(Refund refund) {
        log.info(
                "refund={} payment={} state={} amount=\"{}\" response={}",
                refund.id(),
                refund.original(),
                refund.state(),
                refund.amount(),
                refund.responseCode());
    }

    /** A round of the drain. */
    public void drained(int moved, long unsent, Reason trouble) {
        log.info("drained={} unsent={} trouble={}", moved, unsent, trouble);
    }

    /** The gateway refuses this till's records for good: a person has to act today. */
    public void drainStopped(String verdict) {
        log.error("drain_stopped_by={}", verdict);
    }

    /** The gateway has less of this journal than it acknowledged, or more than there is. */
    public void gatewayIsElsewhere(long lastSeq, long acknowledged, long head) {
        log.error("gateway_last_seq={} acknowledged={} head={}", lastSeq, acknowledged, head);
    }

    /** The gateway's receipt for our journal is not signed as it should be: somebody should look today. */
    public void receiptRefused(long seq, String verdict) {
        log.warn("receipt_refused_seq={} verdict={}", seq, verdict);
    }

    /** New keys to seal to are on disk. */
    public void hotList(HotListKeeper.Verdict verdict, long version) {
        if (verdict.isRefusal()) {
            log.warn("hot_list={} refused={}", version, verdict);
        } else {
            log.info("hot_list={}", version);
        }
    }

    /** What the acquirer allows is on disk, or the gateway offers what this till does not believe. */
    public void parameters(ParametersKeeper.Verdict verdict, long version) {
        if (verdict.isRefusal()) {
            log.warn("parameters={} refused={}", version, verdict);
        } else {
            log.info("parameters={}", version);
        }
    }

    public void bundleTaken(long version) {
        log.info("recipient_bundle={}", version);
    }

    /** The gateway offers keys that this till does not believe; it goes on with those it has while they last. */
    public void bundleRefused(long version, BundleRefusedException.Code why) {
        log.warn("recipient_bundle={} refused={}", version, why);
    }

    /** The process serves. */
    public void serving(String till, int questions) {
        log.info("till={} serving=true questions={}", till, questions);
    }

    /** Chips and taps are read by kernels that nobody has approved: test cards, development, a demo. */
    public void ownKernels() {
        log.warn("kernels=\"Tidegate's own, not type-approved\"");
    }

    /** A record could not be read at the start: the last slip has to be checked. */
    public void recordsLost(long from, long to) {
        log.error("records_lost_from={} to={}", from, to);
    }

    /** The journal takes no record: nothing can be sold until a person has looked. */
    public void journalRefuses(String why) {
        log.error("journal_refuses=\"{}\"", why);
    }

    /** Somebody signed in; the name is one of this till's people. */
    public void signedIn(String person) {
        log.info("signed_in=\"{}\"", person);
    }

    /** Somebody was not let in: a name of this till's people, or empty. */
    public void notLetIn(String person, int inARow) {
        log.warn("not_let_in=\"{}\" in_a_row={}", person, inARow);
    }

    /** A manager was asked for a word on a sale: what came of it, and whose word it is. */
    public void managersWord(PaymentId payment, String act, Reason lifted, String manager) {
        log.warn("payment={} managers_word={} lifted={} by=\"{}\"", payment, act, lifted, manager);
    }

    /** A manager put the till offline, or let it go online. */
    public void forced(boolean offline, String manager) {
        log.warn("forced_offline={} by=\"{}\"", offline, manager);
    }

    /** A manager has taken the liability for stored sales. */
    public void liabilityAccepted(int version, String manager) {
        log.warn("liability_accepted={} by=\"{}\"", version, manager);
    }

    /** A reader came, or went. */
    public void reader(String reads, String lostBecause) {
        if (lostBecause.isEmpty()) {
            log.info("reader={} there", reads);
        } else {
            log.warn("reader={} lost={}", reads, lostBecause);
        }
    }

    /** What the archivist did, or would not do. */
    public void archived(ArchiveFact fact) {
        switch (fact) {
            case ArchiveFact.Archived(var name, var records, var bytes) ->
                log.info("deleted={} records={} bytes={} archived=all", name, records, bytes);
            case ArchiveFact.Compacted(var name, var records, var kept, var bytes) ->
                log.info("deleted={} records={} bytes={} archived=all kept_whole={}", name, records, bytes, kept);
            case ArchiveFact.LetGo(var name, var records, var bytes) ->
                log.info("deleted_archive={} records={} bytes={}", name, records, bytes);
            case ArchiveFact.Kept(var name, var why) -> log.error("archivist_kept={} why=\"{}\"", name, why);
        }
    }

    /** What a round of the archivist has left on the disk. */
    public void journalBytesLeft(long bytes) {
        log.info("journal_bytes_left={}", bytes);
    }

    /** The ledger is not what the journal says. */
    public void ledgerDiffers() {
        log.error("ledger_differs=true remedy=rebuild-ledger");
    }

    /** How far another till's journal is that this one brings. */
    public void adopted(String till, long lastSeq, Progress progress) {
        String line = "adopted={} sent={} of={} state={} code={} waiting={}";
        Object[] facts = {till, progress.sent(), lastSeq, progress.state(), progress.code(), progress.waiting()};
        if (progress.state() == Progress.State.STOPPED) {
            log.error(line, facts);
        } else {
            log.info(line, facts);
        }
    }

    /** The gateway gave no usable answer; what is to be brought is brought later. */
    public void adoptionWaits(Reason trouble) {
        log.info("adoption_waits={}", trouble);
    }

    /** How far a long scan of the journal is. */
    public void scanned(long records, long bytes, long bytesTotal) {
        log.info("scanned_records={} bytes={} of={}", records, bytes, bytesTotal);
    }

    /** The till has a new certificate. */
    public void certificateRenewed(long daysLeft) {
        log.info("certificate_renewed=true days_left={}", daysLeft);
    }

    /** The certificate was not renewed in time: somebody should look today, or get up. */
    public void certificateEnds(CertificateLife.Alarm alarm, long daysLeft) {
        switch (alarm) {
            case NONE, DAYS_30, DAYS_14 -> log.warn("certificate_ends={} days_left={}", alarm, daysLeft);
            case DAYS_3, EXPIRED -> log.error("certificate_ends={} days_left={}", alarm, daysLeft);
        }
    }

    /** Another catalogue is in use. */
    public void catalogue(String version, int items) {
        log.info("catalogue={} items={}", version, items);
    }

    /** The catalogue's source cannot be used; the last good one goes on. Where, and no word of what it says. */
    public void catalogueRefused(String file, int line, int faults) {
        log.warn("catalogue_refused={} line={} faults={}", file, line, faults);
    }

    /** Something was paid without a card, or given back. */
    public void tender(TenderSale sale) {
        log.info(
                "payment={} tender={} amount=\"{}\" given_back={}",
                sale.payment(),
                sale.kind(),
                sale.amount(),
                !sale.stands());
    }

    /** Something broke. */
    public void broke(String what, Throwable why) {
        if (log.isErrorEnabled()) {
            log.error("broke={} {}", what, traceOf(why));
        }
    }

    /** Something broke while a payment was taken. */
    public void broke(PaymentId payment, Throwable why) {
        if (log.isErrorEnabled()) {
            log.error("payment={} broke {}", payment, traceOf(why));
        }
    }

    // Messages of libraries may quote what they were given; the house's own never do.
    private static String traceOf(Throwable why) {
        StringBuilder trace = new StringBuilder();
        for (Throwable t = why; t != null && trace.length() < TRACE_LENGTH_MAX; t = t.getCause()) {
            boolean own = t.getClass().getName().startsWith("dev.tidegate.");
            trace.append(trace.isEmpty() ? "" : " caused by ")
                    .append(t.getClass().getName());
            if (own) {
                trace.append(": ").append(t.getMessage());
            }
            StackTraceElement[] frames = t.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, FRAMES_MAX); i++) {
                trace.append(i == 0 ? " at " : " < ").append(frames[i]);
            }
        }
        return trace.toString();
    }
}
