package dev.tidegate.simulator.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a pair: takes what one side sends and writes it to the other, as the mode wants it. Reads no more
 * while the other side does not keep up or too much is being held back. A sender's end travels as an empty chunk.
 */
final class Flow {
    /** Bytes of one direction that a delay may hold; then their sender is not read any further. */
    static final int HELD_BYTES_MAX = 256 * 1024;

    private final Direction direction;
    private final SocketChannel from;
    private final SocketChannel to;
    private final Traffic traffic;
    private final Pair pair;
    private final Deque<Held> held = new ArrayDeque<>();
    private LinkMode mode = new LinkMode.Pass();
    private long untilCut;
    private long heldBytes;
    private boolean cut;
    private boolean ended;

    /** A chunk that waits for its time. */
    private record Held(ByteBuf chunk, Future<?> release) {}

    Flow(Direction direction, SocketChannel from, SocketChannel to, Traffic traffic, Pair pair) {
        this.direction = direction;
        this.from = from;
        this.to = to;
        this.traffic = traffic;
        this.pair = pair;
    }

    /** Whether the sender's end has been passed on. */
    boolean isEnded() {
        return ended;
    }

    /** Goes over to another mode; what was held back goes through it too. */
    void change(LinkMode next) {
        mode = next;
        untilCut = next instanceof LinkMode.Cut(var where, var bytes) && where == direction ? bytes : Long.MAX_VALUE;
        for (Held waiting : takeHeld()) {
            take(waiting.chunk());
        }
        pace();
    }

    /** Takes a chunk the sender sent. */
    void take(ByteBuf chunk) {
        if (mode instanceof LinkMode.BlackHole) {
            traffic.swallow(chunk.readableBytes());
            chunk.release();
            pair.lose();
        } else if (mode instanceof LinkMode.Delay(var by)) {
            hold(chunk, by.toMillis());
        } else {
            pass(chunk);
        }
        pace();
    }

    /** Takes the sender's end: it will send no more, and may still read. */
    void takeEnd() {
        take(Unpooled.EMPTY_BUFFER);
    }

    /** Reads on, or stops reading, as there is room. */
    void pace() {
        boolean room = to.isWritable() && heldBytes < HELD_BYTES_MAX && !cut;
        from.config().setAutoRead(room || mode instanceof LinkMode.BlackHole);
    }

    /** Drops what is held back. */
    void discard() {
        takeHeld().forEach(waiting -> waiting.chunk().release());
    }

    private void pass(ByteBuf chunk) {
        int bytes = chunk.readableBytes();
        if (cut) {
            chunk.release();
        } else if (bytes >= untilCut) {
            cut = true;
            chunk.writerIndex(chunk.readerIndex() + (int) untilCut);
            traffic.add(direction, untilCut);
            to.writeAndFlush(chunk).addListener(written -> pair.reset());
        } else if (bytes == 0) {
            // After all that was written before it.
            to.writeAndFlush(chunk).addListener(flushed -> passEnd());
        } else {
            untilCut -= bytes;
            traffic.add(direction, bytes);
            to.writeAndFlush(chunk).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    private void passEnd() {
        to.shutdownOutput().addListener(shut -> {
            ended = true;
            pair.closeIfEnded();
        });
    }

    private void hold(ByteBuf chunk, long millis) {
        heldBytes += chunk.readableBytes();
        // One loop, one delay: the timers fire in the order of the chunks.
        held.addLast(new Held(chunk, to.eventLoop().schedule(this::releaseOldest, millis, TimeUnit.MILLISECONDS)));
    }

    private void releaseOldest() {
        ByteBuf chunk = held.removeFirst().chunk();
        heldBytes -= chunk.readableBytes();
        pass(chunk);
        pace();
    }

    private Iterable<Held> takeHeld() {
        var waiting = new ArrayList<>(held);
        waiting.forEach(chunk -> chunk.release().cancel(false));
        held.clear();
        heldBytes = 0;
        return waiting;
    }
}
