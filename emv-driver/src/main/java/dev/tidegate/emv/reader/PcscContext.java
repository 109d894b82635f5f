package dev.tidegate.emv.reader;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tidegate.emv.reader.PcscLibrary.Function;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One connection with the service. Used by one thread at a time; of no use any more once the service has gone. */
final class PcscContext implements AutoCloseable {
    /** pcsc-lite knows 16 readers with names of 128 bytes. */
    static final int NAMES_BYTES_MAX = 16 * 128 + 1;

    private static final long SCOPE_SYSTEM = 2;

    private static final long EXCLUSIVE = 1;

    /*
     * SCARD_READERSTATE:
     *  0 name, pointer   8 of the caller, pointer   16 state known   24 state now   32 length of ATR   40 ATR 33
     */
    private static final int STATE_BYTES = 80;
    private static final int KNOWN_AT = 16;
    private static final int NOW_AT = 24;

    private final PcscLibrary library;
    private final long handle;

    private PcscContext(PcscLibrary library, long handle) {
        this.library = library;
        this.handle = handle;
    }

    /** @throws PcscException the service does not run, or PC/SC is not installed */
    static PcscContext establish() {
        PcscLibrary library = PcscLibrary.load();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(JAVA_LONG);
            library.expect(Function.ESTABLISH_CONTEXT, SCOPE_SYSTEM, MemorySegment.NULL, MemorySegment.NULL, handle);
            return new PcscContext(library, handle.get(JAVA_LONG, 0));
        }
    }

    /**
     * The names of all readers, in the service's order; none is an answer too.
     *
     * @throws PcscException the service is gone
     */
    List<String> readers() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment names = arena.allocate(NAMES_BYTES_MAX);
            MemorySegment length = arena.allocate(JAVA_LONG);
            length.set(JAVA_LONG, 0, NAMES_BYTES_MAX);
            PcscAnswer answer = library.call(Function.LIST_READERS, handle, MemorySegment.NULL, names, length);
            return switch (answer) {
                case OK -> names(names.asSlice(0, length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE));
                case NO_READER -> List.of();
                default -> throw new PcscException(answer);
            };
        }
    }

    /** Names one after the other, each with a zero byte behind it; an empty one ends them. */
    static List<String> names(byte[] multiString) {
        List<String> names = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < multiString.length; i++) {
            if (multiString[i] == 0) {
                if (i == from) {
                    return names;
                }
                names.add(new String(multiString, from, i - from, StandardCharsets.UTF_8));
                from = i + 1;
            }
        }
        return names;
    }

    /**
     * Waits until a slot is not any more as it was known.
     *
     * @param wait at most so long; what was known is the answer then
     * @throws PcscException reader or service are gone
     */
    PcscSlot change(String reader, PcscSlot known, Duration wait) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE_BYTES, Long.BYTES);
            state.set(ADDRESS, 0, arena.allocateFrom(reader));
            state.set(JAVA_LONG, KNOWN_AT, known.bits());
            PcscAnswer answer = library.call(Function.GET_STATUS_CHANGE, handle, wait.toMillis(), state, 1L);
            if (answer == PcscAnswer.TIME_UP) {
                return known;
            }
            PcscSlot now = new PcscSlot(state.get(JAVA_LONG, NOW_AT));
            if (answer == PcscAnswer.OK && !now.isReaderGone()) {
                return now;
            }
            throw new PcscException(answer == PcscAnswer.OK ? PcscAnswer.NO_READER : answer);
        }
    }

    /**
     * Takes a card for this program alone and powers it.
     *
     * @throws PcscException no card, a mute one, or one that another program has
     */
    PcscCard connect(String reader) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment card = arena.allocate(JAVA_LONG);
            MemorySegment protocol = arena.allocate(JAVA_LONG);
            library.expect(
                    Function.CONNECT,
                    handle,
                    arena.allocateFrom(reader),
                    EXCLUSIVE,
                    PcscCard.ANY_PROTOCOL,
                    card,
                    protocol);
            return new PcscCard(library, card.get(JAVA_LONG, 0), protocol.get(JAVA_LONG, 0));
        }
    }

    /** What is connected in it is let go. */
    @Override
    public void close() {
        // Nothing can be done about a context that cannot be released: its service is gone.
        PcscAnswer ignored = library.call(Function.RELEASE_CONTEXT, handle);
        assert ignored != PcscAnswer.TIME_UP;
    }
}
