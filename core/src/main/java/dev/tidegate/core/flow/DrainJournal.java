package dev.tidegate.core.flow;

import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentFold;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.port.GatewayClient;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.JournalFullException;
import dev.tidegate.core.port.Landmarks.Landmark;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Brings the journal to the gateway and the gateway's results into the journal: the tide's half of the corridor.
 *
 * <p>A duty cycle: {@link #doWork()} does one round and says how much it did. One thread drives it. Every step may be
 * repeated after a crash: the gateway knows each record by its number and link, each payment by its id.
 */
public final class DrainJournal {
    /** One upload: at most a megabyte of the largest records, a second of the gateway's time. */
    public static final int BATCH_RECORDS_MAX = 64;

    private final Rooms rooms;
    private final Projection projection;
    private volatile long sendAfter = Long.MAX_VALUE;
    private volatile Verdict stoppedBy = Verdict.OK;
    private volatile boolean behind;

    public DrainJournal(Rooms rooms, Projection projection) {
        this.rooms = rooms;
        this.projection = projection;
    }

    /**
     * One round: duties of online sales, one batch of records, news of results.
     *
     * @return how many records and duties it moved; 0 when there is nothing to do
     * @throws dev.tidegate.core.port.GatewayUnavailableException the gateway is away; the caller waits and calls again
     */
    public int doWork() {
        projection.catchUp();
        // Before this till's time thousands of others drain: it asks for nothing that can wait.
        int slot = rooms.standing().drainSlot();
        int did = duties() + (slot > 0 ? upload(Math.min(slot, BATCH_RECORDS_MAX)) + results() : 0);
        projection.catchUp();
        return did;
    }

    /**
     * Compares how far the gateway says it is with what this till knows. A gateway that has less than it acknowledged
     * was restored from a backup: the next round brings it what it has no more. One that has more than there is knows
     * another history of this till, and nothing more is sent. From any thread.
     *
     * @param lastSeq the gateway's, told after the other two were looked at
     * @param acknowledged what the gateway had acknowledged before
     * @param head the newest record's number before
     * @return whether that is news
     */
    public boolean compare(long lastSeq, long acknowledged, long head) {
        boolean fork = lastSeq > head && stoppedBy == Verdict.OK;
        boolean lost = lastSeq < acknowledged && !behind && sendAfter == Long.MAX_VALUE;
        if (fork) {
            stoppedBy = Verdict.FORK;
        }
        if (lost) {
            behind = true;
        }
        return fork || lost;
    }

    /** FORK or REFUSED once the gateway has said so: nothing more is sent until a person acts. Otherwise OK. */
    public Verdict stoppedBy() {
        return stoppedBy;
    }

    private int duties() {
        int done = 0;
        for (Payment payment : rooms.ledger().duties()) {
            JournalEntry.Result result = new JournalEntry.Result(
                    switch (payment.duty()) {
                        case COMPLETE -> rooms.gateway().complete(payment.id());
                        case REVERSE -> rooms.gateway().reverse(payment.id());
                        case NONE -> throw new IllegalStateException("no duty is owed for " + payment.id());
                    });
            // A reversal that is still on its way is asked for each round; only what it changes is a record.
            if (!payment.equals(PaymentFold.after(payment, result, payment.seq()))) {
                rooms.journal().append(result);
                projection.catchUp();
                done++;
            }
        }
        return done;
    }

    private int upload(int most) {
        if (stoppedBy != Verdict.OK || !rooms.standing().gatewayReachable()) {
            return 0;
        }
        Journal journal = rooms.journal();
        long after = Math.min(sendAfter, journal.acknowledged().contiguous());
        List<JournalRecord> batch = journal.readAfter(after, most);
        // A whole batch of news travels too: a sale may wait behind it.
        boolean again = behind || sendAfter < Long.MAX_VALUE;
        boolean uncovered = !again && rooms.ledger().hasUnoffered(after) && cover();
        if (uncovered) {
            batch = journal.readAfter(after, most);
        }
        if (!again && !uncovered && batch.size() < most && batch.stream().noneMatch(DrainJournal::travelsAlone)) {
            return 0;
        }
        if (batch.isEmpty()) {
            // A record beyond what was acknowledged: by the gap before it the gateway knows all that it has lost, and
            // starts no second message for any of it. This one covers what is covered already.
            batch = List.of(
                    journal.append(new JournalEntry.Offered(journal.head().seq())));
            projection.catchUp();
        }
        List<JournalRecord> offered = offer(after, batch);
        rooms.landmarks().pass(Landmark.AFTER_OFFERED_BEFORE_POST);
        rooms.standing().drained(offered.size());
        return acknowledge(offered, rooms.gateway().upload(offered));
    }

    // What the gateway has, and was never told that it may begin: it came in between a batch and its OFFERED, the disk
    // took none, or nobody could say what became of the goods until now. False while the disk takes nothing.
    private boolean cover() {
        try {
            JournalRecord ignored = rooms.journal()
                    .append(new JournalEntry.Offered(rooms.journal().head().seq()));
            projection.catchUp();
            return true;
        } catch (JournalBrokenException | JournalFullException e) {
            return false;
        }
    }

    // RESULT, OFFERED, CHECKPOINT and the epochs ride with the next upload: they are news for nobody.
    private static boolean travelsAlone(JournalRecord record) {
        return switch (record.entry()) {
            case JournalEntry.Result ignored -> false;
            case JournalEntry.Offered ignored -> false;
            case JournalEntry.EpochOpen ignored -> false;
            case JournalEntry.Signed ignored -> false;
            case JournalEntry.OfPayment ignored -> true;
        };
    }

    /** The batch, ended by an OFFERED that covers its stored sales; that record is on disk before the batch leaves. */
    private List<JournalRecord> offer(long after, List<JournalRecord> batch) {
        long covered = 0;
        long stored = 0;
        for (JournalRecord record : batch) {
            if (record.entry() instanceof JournalEntry.Offered(var upTo)) {
                covered = Math.max(covered, upTo);
            } else if (record.entry() instanceof JournalEntry.Stored) {
                stored = record.seq();
            }
        }
        if (stored <= covered) {
            return batch;
        }
        JournalRecord end;
        try {
            end = rooms.journal()
                    .append(new JournalEntry.Offered(batch.getLast().seq()));
        } catch (JournalBrokenException | JournalFullException e) {
            // A disk that takes nothing more: the gateway at least gets the sales, and starts them once they are
            // offered.
            return batch;
        }
        projection.catchUp();
        // Records that came in between travel with it, uncovered: the next round covers them.
        int upToEnd = (int) Math.min(Journal.READ_RECORDS_MAX, end.seq() - after);
        return rooms.journal().readAfter(after, upToEnd);
    }

    private int acknowledge(List<JournalRecord> sent, GatewayClient.Receipt receipt) {
        Journal.Acknowledged before = rooms.journal().acknowledged();
        long contiguous = before.contiguous();
        SortedSet<Long> setAside = new TreeSet<>(before.setAside());
        long next = Long.MAX_VALUE;
        int received = 0;
        for (int i = 0; i < Math.min(sent.size(), receipt.verdicts().size()); i++) {
            long seq = sent.get(i).seq();
            switch (receipt.verdicts().get(i)) {
                case OK, DUPLICATE -> {
                    contiguous = Math.max(contiguous, seq);
                    received = i + 1;
                }
                case SET_ASIDE -> {
                    contiguous = Math.max(contiguous, seq);
                    setAside.add(seq);
                    received = i + 1;
                }
                case RESEND -> next = receipt.lastSeq();
                case FORK -> stoppedBy = Verdict.FORK;
                case REFUSED -> stoppedBy = Verdict.REFUSED;
                case BUSY -> {}
            }
        }
        // Restored from a backup: until it has again what it had, it gets that, a batch after the other.
        boolean resent = received > 0 && sent.getFirst().seq() <= before.contiguous();
        sendAfter = resent && receipt.lastSeq() < before.contiguous() ? receipt.lastSeq() : next;
        behind &= received == 0 && next == Long.MAX_VALUE;
        rooms.journal().acknowledge(new Journal.Acknowledged(contiguous, setAside, ours(receipt.chain())));
        return received;
    }

    // A receipt for another record than the one that lies here proves nothing about this journal.
    private ChainReceipt ours(ChainReceipt receipt) {
        if (receipt.isNone()) {
            return receipt;
        }
        boolean same = rooms.journal().readAfter(receipt.seq() - 1, 1).stream()
                .anyMatch(here -> here.seq() == receipt.seq() && here.link().equals(receipt.link()));
        return same ? receipt : ChainReceipt.none();
    }

    private int results() {
        if (!rooms.ledger().awaitsResults()) {
            return 0;
        }
        List<PaymentResult> news =
                rooms.gateway().resultsAfter(rooms.ledger().resultsCursor()).results();
        int noted = 0;
        for (int i = 0; i < news.size(); i++) {
            boolean last = i == news.size() - 1;
            JournalEntry entry = new JournalEntry.Result(news.get(i));
            if (last) {
                // One force for all; the last also carries the cursor on.
                rooms.journal().append(entry);
                noted++;
            } else if (isNew(news.get(i))) {
                rooms.journal().note(entry);
                noted++;
            }
        }
        return noted;
    }

    private boolean isNew(PaymentResult result) {
        Payment known = rooms.ledger().payment(result.payment());
        return known != null && result.version() > known.version();
    }
}
