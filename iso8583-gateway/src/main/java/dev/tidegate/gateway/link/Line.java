package dev.tidegate.gateway.link;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.AttributeKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One connection, from the moment it stands.
 *
 * <p>Frames are given to Netty in small lots, each when the socket has taken all of the one before. So what waits for a
 * host that does not read waits here, where it can be taken back, and Netty's own buffer never holds more than a lot.
 */
final class Line {
    /** What one lot may hold: about as much as a socket takes at once. */
    static final int LOT_BYTES_MAX = 16 * 1_024;
    /** More callers than this wait for a host that does not read: the next one is told at once. */
    static final int WAITING_MAX = 256;

    /** Where a channel has its line. */
    static final AttributeKey<Line> KEY = AttributeKey.valueOf(Line.class, "line");

    private final Channel channel;
    private final Outlet outlet;
    private final int addressIndex;
    private final Queue<Handover> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean awake = new AtomicBoolean();

    // Used by the link's thread alone.
    private final Deque<Handover> lot = new ArrayDeque<>();
    private int unfinished;
    private boolean pumping;
    private boolean gone;
    private int unansweredEchoes;
    private int unreadable;
    private int hostRequests;
    private LinkTrouble trouble = LinkTrouble.NONE;

    /** @param addressIndex which of the link's addresses it leads to */
    Line(Channel channel, Outlet outlet, int addressIndex) {
        this.channel = channel;
        this.outlet = outlet;
        this.addressIndex = addressIndex;
    }

    int addressIndex() {
        return addressIndex;
    }

    boolean isActive() {
        return channel.isActive();
    }

    /** Gives a frame to the connection, from any thread. It may be taken back until it is its turn. */
    Handover hand(byte[] frame) {
        Handover handover = new Handover(frame);
        if (count.incrementAndGet() > WAITING_MAX) {
            count.decrementAndGet();
            handover.end(false);
            return handover;
        }
        waiting.add(handover);
        if (!awake.getAndSet(true)) {
            channel.eventLoop().execute(this::pump);
        }
        return handover;
    }

    private void pump() {
        awake.set(false);
        pumping = true;
        while (unfinished == 0 && !waiting.isEmpty() && !gone) {
            giveLot();
        }
        pumping = false;
        for (Handover next = gone ? waiting.poll() : null; next != null; next = waiting.poll()) {
            count.decrementAndGet();
            next.end(false);
        }
    }

    private void giveLot() {
        long before = outlet.taken();
        int bytes = 0;
        for (Handover next = waiting.peek(); next != null && bytes < LOT_BYTES_MAX; next = waiting.peek()) {
            waiting.remove();
            count.decrementAndGet();
            if (next.take()) {
                bytes += next.frame().length;
                lot.add(next);
            }
        }
        unfinished += lot.size();
        while (!lot.isEmpty()) {
            Handover next = lot.remove();
            ChannelFuture writing = channel.write(Unpooled.wrappedBuffer(next.frame()));
            writing.addListener(done -> written(next, done.isSuccess() || outlet.taken() != before));
        }
        channel.flush();
    }

    private void written(Handover handover, boolean some) {
        handover.end(some);
        unfinished--;
        if (unfinished == 0 && !pumping && !awake.getAndSet(true)) {
            channel.eventLoop().execute(this::pump);
        }
    }

    /** The connection has ended: nothing that waits can leave any more. */
    void end() {
        gone = true;
        pump();
    }

    /** Ends the connection, for a reason that is kept unless there is one already. */
    void close(LinkTrouble why) {
        blame(why);
        ChannelFuture ignored = channel.close();
    }

    void blame(LinkTrouble why) {
        if (trouble == LinkTrouble.NONE) {
            trouble = why;
        }
    }

    LinkTrouble trouble() {
        return trouble;
    }

    /** Stops or goes on reading. */
    void read(boolean now) {
        var ignored = channel.config().setAutoRead(now);
    }

    void heard() {
        unansweredEchoes = 0;
        unreadable = 0;
    }

    /** @return how many in a row */
    int echoUnanswered() {
        return ++unansweredEchoes;
    }

    /** @return how many in a row */
    int heardUnreadable() {
        return ++unreadable;
    }

    /** Whether one more request of the host can be dealt with; then {@link #requestDone()} follows. */
    boolean takeRequest(int most) {
        if (hostRequests >= most) {
            return false;
        }
        hostRequests++;
        return true;
    }

    void requestDone() {
        hostRequests--;
    }
}
