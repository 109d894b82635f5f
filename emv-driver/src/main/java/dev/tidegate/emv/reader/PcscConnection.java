package dev.tidegate.emv.reader;

import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.apdu.ResponseApdu;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A card over PC/SC.
 *
 * <p>A thread of its own makes every call, as a call lasts as long as reader and service like: whoever waits for it
 * waits for so long as it was told and goes on. A thread left behind so cleans up when its call comes back, and ends.
 * Command and answer pass through memory outside the heap that is overwritten behind each exchange.
 */
final class PcscConnection implements CardReader.Connection {
    /** The service looks at a slot every 400 ms: so long may a card be gone before it says so. */
    private static final Duration REMOVAL_SEEN_MAX = Duration.ofSeconds(1);

    /** Some readers answer nothing at all for a card that has just gone. */
    private static final int STATUS_BYTES = 2;

    private final String reader;
    private final CardSocket.Slot slot;
    private final Duration answerMax;
    private final ExecutorService thread;
    // Given back when nobody can reach them any more: a call that was left behind may still write into them.
    private final MemorySegment command = Arena.ofAuto().allocate(CommandApdu.BYTES_MAX);
    private final MemorySegment response = Arena.ofAuto().allocate(ResponseApdu.BYTES_MAX);
    private final AtomicBoolean closed = new AtomicBoolean();

    // Of the thread.
    private @Nullable PcscContext context;
    private @Nullable PcscCard card;

    private volatile boolean leftBehind;

    private PcscConnection(String reader, CardSocket.Slot slot, Duration answerMax) {
        this.reader = reader;
        this.slot = slot;
        this.answerMax = answerMax;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("pcsc-card " + reader).factory());
    }

    /** A connection, and which card it is with. */
    record Opened(PcscConnection connection, PcscSlot card) {}

    /**
     * Powers a card that is in.
     *
     * @param answerMax how long each call may last
     * @throws PcscException {@link PcscAnswer#MUTE} also where the card answers as no payment card does, twice
     */
    static Opened open(String reader, CardInterface cardInterface, CardSocket.Slot slot, Duration answerMax) {
        PcscConnection connection = new PcscConnection(reader, slot, answerMax);
        try {
            return new Opened(connection, connection.onThread(() -> connection.power(cardInterface)));
        } catch (PcscException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Transmission transmit(ByteBuffer commandApdu, ByteBuffer responseApdu) {
        int length = commandApdu.remaining();
        if (closed.get() || leftBehind || slot.isGone()) {
            commandApdu.position(commandApdu.limit());
            return slot.isGone() ? Transmission.LOST : Transmission.SILENT;
        }
        command.asByteBuffer().put(commandApdu);
        try {
            int received = onThread(() -> exchange(length, responseApdu.remaining()));
            responseApdu.put(response.asSlice(0, received).asByteBuffer());
            return Transmission.ANSWERED;
        } catch (PcscException e) {
            return failed(e.answer());
        } finally {
            if (!leftBehind) {
                wipe();
            }
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Future<?> cleaned = thread.submit(this::cleanUp);
        thread.shutdown();
        try {
            // The next card is taken when this one is let go; a call that hangs is left to its thread.
            if (!leftBehind) {
                cleaned.get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            leftBehind = true;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a card cannot be let go", e.getCause());
        } finally {
            slot.letGo();
        }
    }

    private PcscSlot power(CardInterface cardInterface) {
        PcscContext service = PcscContext.establish();
        context = service;
        PcscCard powered = connect(service);
        card = powered;
        // Contact Interface, 8.3: one warm reset for an answer that the book does not allow.
        if (!cardInterface.allows(powered.answerToReset())) {
            powered.reset();
            if (!cardInterface.allows(powered.answerToReset())) {
                throw new PcscException(PcscAnswer.MUTE);
            }
        }
        return service.change(reader, PcscSlot.UNAWARE, Duration.ZERO);
    }

    private PcscCard connect(PcscContext service) {
        try {
            return service.connect(reader);
        } catch (PcscException e) {
            if (e.answer() == PcscAnswer.MUTE) {
                return service.connect(reader);
            }
            throw e;
        }
    }

    private int exchange(int commandBytes, int responseBytes) {
        if (card == null) {
            throw new PcscException(PcscAnswer.NO_CARD);
        }
        try {
            int room = Math.min(responseBytes, (int) response.byteSize());
            int received = card.transmit(command, commandBytes, response, room);
            if (received < STATUS_BYTES) {
                throw new PcscException(PcscAnswer.NOT_TRANSACTED);
            }
            return received;
        } finally {
            command.fill((byte) 0);
        }
    }

    private Transmission failed(PcscAnswer answer) {
        return switch (answer) {
            case NO_CARD -> slot.isGone() ? Transmission.LOST : Transmission.REMOVED;
            case NO_READER, NO_SERVICE, NO_LIBRARY -> Transmission.LOST;
            case NOT_TRANSACTED -> removedOrSilent();
            default -> Transmission.SILENT;
        };
    }

    // The service notices later than the exchange that a card was pulled.
    private Transmission removedOrSilent() {
        try {
            return onThread(this::isRemoved) ? Transmission.REMOVED : Transmission.SILENT;
        } catch (PcscException e) {
            return e.answer() == PcscAnswer.TIME_UP ? Transmission.SILENT : Transmission.LOST;
        }
    }

    private boolean isRemoved() {
        if (context == null) {
            return true;
        }
        PcscSlot now = context.change(reader, PcscSlot.UNAWARE, Duration.ZERO);
        return !now.isCardIn() || !context.change(reader, now, REMOVAL_SEEN_MAX).isCardIn();
    }

    private <T> T onThread(Callable<T> call) {
        try {
            return thread.submit(call).get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed by another thread, with its reader.
            throw new PcscException(PcscAnswer.NO_READER);
        } catch (TimeoutException e) {
            leftBehind = true;
            throw new PcscException(PcscAnswer.TIME_UP);
        } catch (InterruptedException e) {
            leftBehind = true;
            Thread.currentThread().interrupt();
            throw new PcscException(PcscAnswer.TIME_UP);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PcscException known) {
                throw known;
            }
            throw new IllegalStateException("a call of PC/SC that cannot be made", e.getCause());
        }
    }

    private void cleanUp() {
        wipe();
        if (card != null) {
            card.close();
        }
        if (context != null) {
            context.close();
        }
    }

    private void wipe() {
        command.fill((byte) 0);
        response.fill((byte) 0);
    }
}
