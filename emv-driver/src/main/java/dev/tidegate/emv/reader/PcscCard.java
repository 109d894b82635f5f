package dev.tidegate.emv.reader;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.reader.PcscLibrary.Function;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A card that the service has given to this program alone. Used by one thread at a time. */
final class PcscCard implements AutoCloseable {
    private static final long T0 = 1;
    static final long ANY_PROTOCOL = T0 | 2;

    private static final long EXCLUSIVE = 1;
    private static final long RESET = 1;
    private static final long UNPOWER = 2;
    private static final int HEADER_BYTES = 4;

    private final PcscLibrary library;
    private final long handle;
    private long protocol;

    PcscCard(PcscLibrary library, long handle, long protocol) {
        this.library = library;
        this.handle = handle;
        this.protocol = protocol;
    }

    /** The card's answer to its last reset. */
    Octets answerToReset() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(AnswerToReset.BYTES_MAX);
            MemorySegment length = arena.allocate(JAVA_LONG);
            length.set(JAVA_LONG, 0, AnswerToReset.BYTES_MAX);
            MemorySegment word = arena.allocate(JAVA_LONG);
            MemorySegment name = arena.allocate(PcscContext.NAMES_BYTES_MAX);
            MemorySegment nameLength = arena.allocate(JAVA_LONG);
            nameLength.set(JAVA_LONG, 0, PcscContext.NAMES_BYTES_MAX);
            library.expect(Function.STATUS, handle, name, nameLength, word, word, answer, length);
            return Octets.of(answer.asSlice(0, length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE));
        }
    }

    /** Resets the card without taking its power. */
    void reset() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment now = arena.allocate(JAVA_LONG);
            library.expect(Function.RECONNECT, handle, EXCLUSIVE, ANY_PROTOCOL, RESET, now);
            protocol = now.get(JAVA_LONG, 0);
        }
    }

    /**
     * Sends a command as it is and waits for its answer.
     *
     * @return how many bytes of the answer there are
     */
    int transmit(MemorySegment command, int commandBytes, MemorySegment response, int responseBytes) {
        try (Arena arena = Arena.ofConfined()) {
            // SCARD_IO_REQUEST: protocol, its own length.
            MemorySegment header = arena.allocate(JAVA_LONG, 2);
            header.setAtIndex(JAVA_LONG, 0, protocol);
            header.setAtIndex(JAVA_LONG, 1, header.byteSize());
            MemorySegment received = arena.allocate(JAVA_LONG);
            received.set(JAVA_LONG, 0, responseBytes);
            library.expect(
                    Function.TRANSMIT,
                    handle,
                    header,
                    command,
                    (long) onTheWire(command, commandBytes),
                    MemorySegment.NULL,
                    response,
                    received);
            return (int) received.get(JAVA_LONG, 0);
        }
    }

    /** Takes the power off and lets the card go. */
    @Override
    public void close() {
        // A card or a service that has gone has let go already.
        PcscAnswer ignored = library.call(Function.DISCONNECT, handle, UNPOWER);
        assert ignored != PcscAnswer.TIME_UP;
    }

    // ISO/IEC 7816-3, 12.2: T=0 has a fifth byte always, and none for the length expected behind data.
    private int onTheWire(MemorySegment command, int bytes) {
        if (protocol != T0) {
            return bytes;
        }
        if (bytes == HEADER_BYTES) {
            command.set(JAVA_BYTE, HEADER_BYTES, (byte) 0);
            return HEADER_BYTES + 1;
        }
        int data = Byte.toUnsignedInt(command.get(JAVA_BYTE, HEADER_BYTES));
        return bytes == HEADER_BYTES + 1 + data + 1 ? bytes - 1 : bytes;
    }
}
