package dev.tidegate.storm.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a log has answered and shown: the other side of the comparison. Safe to use from several threads. */
final class Ledger implements Witness {
    /**
     * A moment in it.
     *
     * @param acknowledged how many sales were acknowledged by then
     * @param seen how many were given to a reader
     * @param forwarded up to where it was answered that all is taken over
     */
    record Mark(int acknowledged, int seen, long forwarded) {}

    private final List<Sighting> acknowledged = new ArrayList<>();
    private final List<Sighting> seen = new ArrayList<>();
    private final NavigableMap<Long, Mark> moments = new TreeMap<>();
    private long next = 1;
    private long forwarding;
    private long forwarded;
    private int stuck;
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

    /** What had been heard before a time, by {@link System#nanoTime()}. */
    synchronized Mark markBefore(long nanos) {
        Map.Entry<Long, Mark> moment = moments.lowerEntry(nanos);
        return moment == null ? new Mark(0, 0, 0) : moment.getValue();
    }

    synchronized Mark mark() {
        return new Mark(acknowledged.size(), seen.size(), forwarded);
    }

    /** Forgets what came after a moment: the disk went back to it. */
    synchronized void backTo(Mark mark) {
        acknowledged.subList(mark.acknowledged(), acknowledged.size()).clear();
        seen.subList(mark.seen(), seen.size()).clear();
        forwarded = mark.forwarded();
    }

    synchronized List<Sighting> acknowledged(Mark at) {
        return List.copyOf(acknowledged.subList(0, at.acknowledged()));
    }

    synchronized List<Sighting> seen(Mark at) {
        return List.copyOf(seen.subList(0, at.seen()));
    }

    synchronized boolean wasSubmitted(long number) {
        return number >= 1 && number < next;
    }

    synchronized long next() {
        return next;
    }

    synchronized long forwarding() {
        return forwarding;
    }

    synchronized boolean isFull() {
        return full;
    }

    synchronized int stuckCount() {
        return stuck;
    }
}
