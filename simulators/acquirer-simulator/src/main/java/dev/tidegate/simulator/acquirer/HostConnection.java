package dev.tidegate.simulator.acquirer;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * One connection of a gateway: reads a frame, answers it, reads the next. Messages are taken up in the order they came;
 * only a delayed answer leaves out of turn.
 */
final class HostConnection implements Runnable, AutoCloseable {
    /** Answers a connection may be waiting to send; then it reads no further. */
    static final int DELAYED_ANSWERS_MAX = 1024;

    private final Socket socket;
    private final long number;
    private final RuledAcquirer acquirer;
    private final FrameTrace trace;
    private final Later later;
    private final Consumer<Duration> closeDoors;
    private final Semaphore delayed = new Semaphore(DELAYED_ANSWERS_MAX);

    HostConnection(
            Socket socket,
            long number,
            RuledAcquirer acquirer,
            FrameTrace trace,
            Later later,
            Consumer<Duration> closeDoors) {
        this.socket = socket;
        this.number = number;
        this.acquirer = acquirer;
        this.trace = trace;
        this.later = later;
        this.closeDoors = closeDoors;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            serve(new DataInputStream(new BufferedInputStream(socket.getInputStream())));
        } catch (IOException gone) {
            // The other side is away, or this one was closed: there is nobody to tell.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }

    private void serve(DataInputStream in) throws IOException {
        try {
            boolean open = true;
            while (open) {
                Optional<byte[]> frame = Frames.read(in);
                open = frame.isPresent() && take(frame.get());
            }
        } catch (MalformedFrameException fault) {
            trace.recordUnreadable(number, String.valueOf(fault.getMessage()));
        }
    }

    /** Takes one frame up; false when the connection is to end. */
    private boolean take(byte[] frame) throws IOException {
        IsoMessage message = IsoCodec.decode(frame);
        trace.record(FrameRecord.Direction.IN, number, message);
        return switch (acquirer.reply(message)) {
            case Reply.Say(var answer, var after) -> {
                say(answer, after);
                yield true;
            }
            case Reply.StaySilent() -> true;
            case Reply.HangUp() -> false;
            case Reply.CloseDoors(var time) -> {
                closeDoors.accept(time);
                yield false;
            }
        };
    }

    private void say(IsoMessage answer, Duration after) throws IOException {
        if (after.isZero()) {
            send(answer);
            return;
        }
        delayed.acquireUninterruptibly();
        later.run(after, () -> {
            try {
                send(answer);
            } catch (IOException gone) {
                // Whoever asked has stopped waiting.
            } finally {
                delayed.release();
            }
        });
    }

    private synchronized void send(IsoMessage answer) throws IOException {
        trace.record(FrameRecord.Direction.OUT, number, answer);
        Frames.write(socket.getOutputStream(), IsoCodec.encode(answer));
    }
}
