package dev.tidegate.storm.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** What a log has answered and shown: the other side of the comparison. Safe to use from several threads. */
final class Ledger implements Witness {
    /**
     * A moment in it.
     *
     * @param acknowledged how many sales were acknowledged by then
     * @param seen how many were given to a reader
     * @param settling how many times the log had been told what became of a sale, or was just being told
     * @param forwarding up to where the log had been told that all is taken over, or was just being told
     * @param forwarded up to where it has answered so
     */
    record Mark(int acknowledged, int seen, int settling, long forwarding, long forwarded) {
        /** With what the log was told until a later moment, although nothing more was answered. */
        Mark toldUntil(Mark later) {
            return new Mark(acknowledged, seen, later.settling, later.forwarding, forwarded);
        }
    }

    private final List<Sighting> acknowledged = new ArrayList<>();
    private final List<Sighting> seen = new ArrayList<>();
    private final List<Long> settling = new ArrayList<>();
    private final List<Long> letGoAt = new ArrayList<>();
    private final NavigableMap<Long, Mark> moments = new TreeMap<>();
    private long next = 1;
    private long forwarding;
    private long forwarded;
    private int stuck;
    private int astray;
    private boolean full;

    @Override
    public synchronized long submits() {
        return next++;
    }

    /** Says that a number was given elsewhere. */
    synchronized void submitted(long number) {
        next = Math.max(next, number + 1);
    }

    @Override
    public synchronized void acknowledged(Sighting sale) {
        acknowledged.add(sale);
        heard();
    }

    @Override
    public synchronized void seen(Sighting sale) {
        seen.add(sale);
        heard();
    }

    @Override
    public synchronized void settling(long number) {
        settling.add(number);
    }

    @Override
    public synchronized void letGo() {
        letGoAt.add(System.nanoTime());
    }

    @Override
    public synchronized void astray() {
        astray++;
    }

    @Override
    public synchronized void forwarding(long place) {
        forwarding = Math.max(forwarding, place);
    }

    @Override
    public synchronized void forwarded(long place) {
        forwarded = Math.max(forwarded, place);
        heard();
    }

    @Override
    public synchronized void full() {
        full = true;
    }

    @Override
    public synchronized void stuck() {
        stuck++;
    }

    private void heard() {
        Mark ignored = moments.put(System.nanoTime(), mark());
    }

    /**
     * What had been answered before a time, by {@link System#nanoTime()}. What the log was told may have reached it
     * before this ledger heard of it: of that, everything.
     */
    synchronized Mark markBefore(long nanos) {
        Map.Entry<Long, Mark> moment = moments.lowerEntry(nanos);
        Mark then = moment == null ? new Mark(0, 0, 0, 0, 0) : moment.getValue();
        return then.toldUntil(mark());
    }

    synchronized Mark mark() {
        return new Mark(acknowledged.size(), seen.size(), settling.size(), forwarding, forwarded);
    }

    /** Forgets what came after a moment: the disk went back to it. */
    synchronized void backTo(Mark mark) {
        acknowledged.subList(mark.acknowledged(), acknowledged.size()).clear();
        seen.subList(mark.seen(), seen.size()).clear();
        settling.subList(mark.settling(), settling.size()).clear();
        forwarding = mark.forwarding();
        forwarded = mark.forwarded();
    }

    synchronized List<Sighting> acknowledged(Mark at) {
        return List.copyOf(acknowledged.subList(0, at.acknowledged()));
    }

    synchronized List<Sighting> seen(Mark at) {
        return List.copyOf(seen.subList(0, at.seen()));
    }

    /** The sales that may have had a final result by then. */
    synchronized Set<Long> settling(Mark at) {
        return Set.copyOf(settling.subList(0, at.settling()));
    }

    /** When something was let go, by {@link System#nanoTime()}. */
    synchronized List<Long> letGoAt() {
        return List.copyOf(letGoAt);
    }

    synchronized boolean wasSubmitted(long number) {
        return number >= 1 && number < next;
    }

    synchronized long next() {
        return next;
    }

    synchronized boolean isFull() {
        return full;
    }

    synchronized int stuckCount() {
        return stuck;
    }

    synchronized int astrayCount() {
        return astray;
    }
}
