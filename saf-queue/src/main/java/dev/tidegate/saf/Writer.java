package dev.tidegate.saf;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.LimitsCount;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.JournalFullException;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Landmarks.Landmark;
import dev.tidegate.core.port.RecordSeal;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one that writes: it takes all tickets that wait, gives each its record, appends them, forces once, and only then
 * answers. While it forces, the next ones gather: that is the group commit.
 *
 * <p>Whoever has the turn is the writer, and everything here, the tail and the seal included, is used under it. A
 * caller who finds nobody there, and nothing to be done but to append and to force, takes the turn: to wake two threads
 * would cost it as much as the disk does. All else is done by a thread of its own: where callers meet, where a file is
 * to be made or to grow (an interrupt would close a channel under a caller), where a checkpoint is due, after a
 * failure, and in the background.
 */
final class Writer {
    private final Inbox inbox;
    private final Tail tail;
    private final Space space;
    private final RecordSeal seal;
    private final InstantSource clock;
    private final Landmarks landmarks;
    private final UUID epoch;
    private final int checkpointRecords;
    private final ReentrantLock turn = new ReentrantLock();
    private final Thread thread = Thread.ofPlatform().name("journal").daemon().unstarted(this::run);
    private volatile Journal.Head head;
    private final LimitsCount count;
    private volatile LimitsInUse inUse;
    private @Nullable RuntimeException stateFault;
    private int sinceCheckpoint;
    private boolean inCompany;

    Writer(
            Settings settings,
            Tail tail,
            Space space,
            RecordSeal seal,
            InstantSource clock,
            Landmarks landmarks,
            UUID epoch,
            Journal.Head head,
            LimitsCount count) {
        this.inbox = new Inbox(settings.background());
        this.checkpointRecords = settings.checkpointRecords();
        this.tail = tail;
        this.space = space;
        this.seal = seal;
        this.clock = clock;
        this.landmarks = landmarks;
        this.epoch = epoch;
        this.head = head;
        this.count = count;
        this.inUse = count.inUse();
    }

    void start() {
        thread.start();
    }

    Journal.Head head() {
        return head;
    }

    LimitsInUse limitsInUse() {
        return inUse;
    }

    /** Waits, uninterruptibly, until the wish has come true: an answer that nobody waited for would be a ghost. */
    JournalRecord submit(JournalEntry entry, Ticket.Wish wish) {
        Ticket ticket = new Ticket(entry, wish);
        if (!isServedAtOnce(ticket)) {
            inbox.put(ticket);
        }
        try {
            return ticket.future().join();
        } catch (CompletionException e) {
            throw answered(e);
        }
    }

    private boolean isServedAtOnce(Ticket ticket) {
        if (!turn.tryLock()) {
            return false;
        }
        try {
            return isAlone() && isPlain() && (!make(ticket) || isCommitted(ticket));
        } finally {
            turn.unlock();
        }
    }

    // Where the last batch had several, more are on their way, and a force for one of them would keep the others
    // waiting. A thread that is waking up for its turn would never get it from a caller who comes back at once.
    private boolean isAlone() {
        return !inCompany && !turn.hasQueuedThreads() && inbox.isIdle();
    }

    private boolean isPlain() {
        boolean noCheckpoint = checkpointRecords == 0 || sinceCheckpoint + 1 < checkpointRecords;
        return noCheckpoint && stateFault == null && tail.isReady() && space.isAmple();
    }

    // What fails here is done again by the thread that nobody interrupts.
    private boolean isCommitted(Ticket ticket) {
        List<Ticket> one = List.of(ticket);
        try {
            append(one, isForced(one));
        } catch (IOException | RuntimeException | Error e) {
            tail.abandon();
            return false;
        }
        passAll(one, Landmark.AFTER_FORCE_BEFORE_ANSWER);
        ticket.answer();
        return true;
    }

    // In the caller's own stack, as it is the caller who is told.
    private static RuntimeException answered(CompletionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof JournalFullException full) {
            return new JournalFullException(String.valueOf(full.getMessage()));
        }
        if (cause instanceof JournalBrokenException broken) {
            return new JournalBrokenException(String.valueOf(broken.getMessage()), broken);
        }
        return cause instanceof RuntimeException other ? other : e;
    }

    /** Serves who waits, writes the end of the epoch and stops. */
    void close() {
        inbox.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean isLast = false;
        while (!isLast) {
            inbox.await();
            turn.lock();
            try {
                isLast = serve(inbox.take());
            } finally {
                turn.unlock();
            }
        }
    }

    private boolean serve(Inbox.Batch batch) {
        inCompany = batch.tickets().size() > 1;
        try {
            work(batch.tickets());
            if (checkpointRecords > 0 && sinceCheckpoint >= checkpointRecords) {
                checkpoint();
            }
            if (batch.isBeat()) {
                beat();
            }
        } catch (RuntimeException | Error e) {
            // Nobody waits for ever: whatever it was, who has no answer gets this one.
            JournalBrokenException broken = new JournalBrokenException("the journal failed", e);
            batch.tickets().forEach(ticket -> ticket.answer(tail.durable(), broken));
        }
        if (batch.isLast()) {
            finish();
        }
        return batch.isLast();
    }

    private void work(List<Ticket> tickets) {
        if (tickets.isEmpty() || !isFit(tickets)) {
            return;
        }
        List<Ticket> made = new ArrayList<>();
        for (Ticket ticket : tickets) {
            if (ticket.isMade() || make(ticket)) {
                made.add(ticket);
            }
        }
        commit(made, isForced(made));
    }

    private boolean isForced(List<Ticket> made) {
        return made.stream().anyMatch(ticket -> ticket.wish() != Ticket.Wish.NOTE)
                || tail.unproven() >= Inbox.BATCH_MAX;
    }

    // The callers of the batch have their answers: nobody waits for the signature. The next force takes it to the disk,
    // at the latest with the next beat.
    private void checkpoint() {
        sinceCheckpoint = 0;
        work(List.of(new Ticket(JournalEntry.Checkpoint.unsigned(), Ticket.Wish.NOTE)));
    }

    // After a failure nothing new is taken in before what is unproven has found a new file.
    private boolean isFit(List<Ticket> tickets) {
        try {
            if (stateFault != null) {
                flush();
            }
            if (tail.isCutOff()) {
                moveOn();
            }
            return true;
        } catch (IOException | RuntimeException | Error e) {
            RuntimeException failure = failure(e);
            tickets.forEach(ticket -> ticket.fail(failure));
            return false;
        }
    }

    private boolean make(Ticket ticket) {
        try {
            space.admit(ticket.entry());
            if (Space.acceptsSale(ticket.entry()) && !count.hasRoom()) {
                throw new JournalFullException("more sales wait for their result than this process has memory for");
            }
            if (ticket.wish() == Ticket.Wish.APPEND) {
                landmarks.pass(Landmark.BEFORE_APPEND);
            }
            JournalRecord record = seal.next(ticket.entry(), clock.instant());
            tail.add(record);
            ticket.made(record);
            count.count(record);
            inUse = count.inUse();
            sinceCheckpoint = record.entry() instanceof JournalEntry.Checkpoint ? 0 : sinceCheckpoint + 1;
            return true;
        } catch (RuntimeException e) {
            ticket.fail(e);
            return false;
        }
    }

    private void commit(List<Ticket> tickets, boolean force) {
        try {
            append(tickets, force);
        } catch (IOException | RuntimeException | Error first) {
            tail.abandon();
            try {
                moveOn();
            } catch (IOException | RuntimeException | Error second) {
                RuntimeException failure = failure(second);
                tickets.forEach(ticket -> ticket.answer(tail.durable(), failure));
                return;
            }
        }
        passAll(tickets, Landmark.AFTER_FORCE_BEFORE_ANSWER);
        tickets.forEach(Ticket::answer);
    }

    // A new file, never the same again. What it takes is as durable as if nothing had happened.
    private void moveOn() throws IOException {
        try {
            space.admitFile();
            append(List.of(), true);
        } catch (IOException | RuntimeException | Error e) {
            tail.abandon();
            throw e;
        }
    }

    private void append(List<Ticket> tickets, boolean force) throws IOException {
        try {
            tail.write();
            passAll(tickets, Landmark.AFTER_APPEND_BEFORE_FORCE);
            if (force) {
                tail.force();
            }
        } finally {
            publish();
        }
    }

    private void publish() {
        JournalRecord last = tail.last();
        if (last != null && last.seq() > head.seq()) {
            head = new Journal.Head(epoch, last.seq(), last.link());
            seal.durable(last.seq());
        }
    }

    private void passAll(List<Ticket> tickets, Landmark landmark) {
        for (Ticket ticket : tickets) {
            if (ticket.wish() == Ticket.Wish.APPEND) {
                landmarks.pass(landmark);
            }
        }
    }

    private RuntimeException failure(Throwable cause) {
        return space.isShort()
                ? new JournalFullException("the disk is full")
                : new JournalBrokenException("the disk refused", cause);
    }

    private void beat() {
        if (tail.unproven() > 0 && !tail.isCutOff()) {
            commit(List.of(), true);
        }
        tail.endIfDue();
        try {
            flush();
        } catch (RuntimeException e) {
            stateFault = e;
        }
    }

    private void flush() {
        seal.flush();
        stateFault = null;
    }

    private void finish() {
        try {
            if (head.epochId().equals(epoch)) {
                if (checkpointRecords > 0 && sinceCheckpoint > 0) {
                    checkpoint();
                }
                work(List.of(new Ticket(new JournalEntry.EpochClose(clock.instant()), Ticket.Wish.EPOCH)));
            }
            flush();
        } catch (RuntimeException | Error e) {
            // A disk that refuses the last word: the next start finds an epoch without an end, as after a crash.
        }
        tail.close();
    }
}
