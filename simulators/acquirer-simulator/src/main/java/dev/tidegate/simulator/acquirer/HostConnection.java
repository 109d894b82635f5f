package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.wire.Frame;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.MalformedFrameException;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * One connection of a gateway: reads a frame, answers it, reads the next. Messages are taken up in the order they came;
 * only a delayed answer leaves out of turn.
 */
final class HostConnection implements Runnable, AutoCloseable {
    /** Answers a connection may be waiting to send; then it reads no further. */
    static final int DELAYED_ANSWERS_MAX = 1024;

    private final Socket raw;
    private final long number;
    private final HostLine line;
    private final RuledAcquirer acquirer;
    private final Later later;
    private final Consumer<Duration> closeDoors;
    private final Semaphore delayed = new Semaphore(DELAYED_ANSWERS_MAX);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<IsoMessage> gathered = new ArrayList<>();
    private volatile Optional<OutputStream> out = Optional.empty();
    private volatile Optional<Frame> heard = Optional.empty();

    HostConnection(
            Socket raw,
            long number,
            HostLine line,
            RuledAcquirer acquirer,
            Later later,
            Consumer<Duration> closeDoors) {
        this.raw = raw;
        this.number = number;
        this.line = line;
        this.acquirer = acquirer;
        this.later = later;
        this.closeDoors = closeDoors;
    }

    @Override
    public void run() {
        try (raw) {
            raw.setTcpNoDelay(true);
            Socket secured = line.secured(raw);
            out = Optional.of(secured.getOutputStream());
            serve(new DataInputStream(new BufferedInputStream(secured.getInputStream())));
            // Over TLS the end is said as well; without, this closes what is closed next anyway.
            secured.close();
        } catch (IOException gone) {
            // The other side is away, or this one was closed: there is nobody to tell.
        } finally {
            closed.countDown();
        }
    }

    /** Sends a message that nobody asked for; false when the connection is not, or no longer, there. */
    boolean tell(IsoMessage message) {
        try {
            return send(line.unasked(message, heard), message);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Waits, reading nothing, until it is closed. */
    void stayMute() {
        awaitEnd();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            raw.close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }

    private void serve(DataInputStream in) throws IOException {
        try {
            boolean open = true;
            while (open) {
                Optional<Frame> frame = line.framing().read(in);
                open = frame.isPresent() && take(frame.get());
            }
        } catch (MalformedFrameException fault) {
            line.trace().recordUnreadable(number, String.valueOf(fault.getMessage()));
        }
    }

    /** Takes one frame up; false when the connection is to end. */
    private boolean take(Frame frame) throws IOException {
        heard = Optional.of(frame);
        byte[] bytes = frame.message();
        IsoMessage message = line.codec().decode(bytes);
        line.trace().record(FrameRecord.Direction.IN, number, message, "");
        if (!line.mac().isGenuine(message, bytes)) {
            if (!message.mti().isAnswer()) {
                say(frame, Answers.plain(message, ResponseCode.MAC_WRONG));
            }
            return true;
        }
        if (message.mti().isAnswer()) {
            line.answered(message);
            return true;
        }
        return reply(frame, acquirer.reply(message));
    }

    private boolean reply(Frame frame, Reply reply) throws IOException {
        switch (reply) {
            case Reply.Say(var answers, var after, var gap) -> say(frame, answers, after, gap);
            case Reply.SaySpoilt(var answer, var how) -> {
                return spoil(frame, answer, how);
            }
            case Reply.Gather(var answer, var count) -> gather(frame, answer, count);
            case Reply.StaySilent() -> {}
            case Reply.StopReading(var time) -> stopReading(time);
            case Reply.HangUp() -> {
                return false;
            }
            case Reply.Reset() -> {
                // Closing with linger 0 sends RST in place of FIN.
                raw.setSoLinger(true, 0);
                raw.close();
                return false;
            }
            case Reply.CloseDoors(var time) -> {
                closeDoors.accept(time);
                return false;
            }
        }
        return true;
    }

    private void say(Frame frame, List<IsoMessage> answers, Duration after, Duration gap) throws IOException {
        Duration at = after;
        for (IsoMessage answer : answers) {
            if (at.isZero()) {
                say(frame, answer);
            } else {
                sayLater(frame, answer, at);
            }
            at = at.plus(gap);
        }
    }

    private void sayLater(Frame frame, IsoMessage answer, Duration after) {
        delayed.acquireUninterruptibly();
        later.run(after, () -> {
            try {
                say(frame, answer);
            } catch (IOException gone) {
                // Whoever asked has stopped waiting.
            } finally {
                delayed.release();
            }
        });
    }

    private void say(Frame frame, IsoMessage answer) throws IOException {
        IsoMessage sealed = line.mac().sealed(answer);
        send(line.framing().bytes(frame.back(line.codec().encode(sealed))), sealed);
    }

    private boolean spoil(Frame frame, IsoMessage answer, Spoiling how) throws IOException {
        IsoMessage sealed = how == Spoiling.UNKNOWN_FIELD
                ? line.mac().sealed(answer.with(47, "UNKNOWN"))
                : line.mac().sealed(answer);
        SpoiledFrame spoiled = SpoiledFrame.of(
                how,
                line.codec().encode(sealed),
                frame,
                line.framing(),
                line.codec().dialect());
        line.trace().record(FrameRecord.Direction.OUT, number, sealed, how.actionName());
        for (byte[] piece : spoiled.pieces()) {
            write(piece);
        }
        return !spoiled.hangsUp();
    }

    private void gather(Frame frame, IsoMessage answer, int count) throws IOException {
        gathered.add(line.mac().sealed(answer));
        if (gathered.size() < count) {
            return;
        }
        var whole = new ByteArrayOutputStream();
        for (IsoMessage one : gathered) {
            whole.writeBytes(line.framing().bytes(frame.back(line.codec().encode(one))));
            line.trace().record(FrameRecord.Direction.OUT, number, one, "");
        }
        gathered.clear();
        write(whole.toByteArray());
    }

    private void stopReading(Duration time) {
        if (time.isZero()) {
            awaitEnd();
            return;
        }
        var over = new CountDownLatch(1);
        later.run(time, over::countDown);
        await(over);
    }

    private void awaitEnd() {
        await(closed);
    }

    private static void await(CountDownLatch event) {
        try {
            event.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean send(byte[] bytes, IsoMessage message) throws IOException {
        line.trace().record(FrameRecord.Direction.OUT, number, message, "");
        return write(bytes);
    }

    private synchronized boolean write(byte[] bytes) throws IOException {
        if (out.isEmpty()) {
            return false;
        }
        out.get().write(bytes);
        out.get().flush();
        return true;
    }
}
