package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.Golden1993;
import dev.tidegate.simulator.acquirer.wire.GoldenMessages;
import dev.tidegate.simulator.acquirer.wire.IsoCodec;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.MalformedFrameException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What any bytes must come to at the host's codec: one message that is written as it was read, or a refusal. */
final class CodecTarget {
    private CodecTarget() {}

    /**
     * Reads the bytes.
     *
     * @return whether they were a message
     */
    static boolean taste(Dialect dialect, byte[] bytes) {
        var codec = new IsoCodec(dialect);
        try {
            IsoMessage message = codec.decode(bytes);
            if (!Arrays.equals(codec.encode(message), bytes)) {
                throw new AssertionError("what was read is written otherwise");
            }
            if (codec.maskedHex(message).length() != 2 * bytes.length) {
                throw new AssertionError("what is shown has another length than what was read");
            }
            return true;
        } catch (MalformedFrameException refused) {
            if (!String.valueOf(refused.getMessage()).matches("[a-z0-9 ]+")) {
                throw new AssertionError("a refusal quotes what it refuses", refused);
            }
            return false;
        }
    }

    /** Whole messages to begin from. */
    static List<byte[]> seeds(Dialect dialect) {
        List<String> golden = switch (dialect) {
            case ISO87_GENERIC ->
                List.of(GoldenMessages.SALE, GoldenMessages.ADVICE, GoldenMessages.REVERSAL, GoldenMessages.ECHO);
            case ELAVON_LIKE ->
                List.of(
                        Golden1993.ELAVON_SALE,
                        Golden1993.ELAVON_REVERSAL,
                        Golden1993.ELAVON_CLOSE_ANSWER,
                        Golden1993.ELAVON_ECHO);
            case IFSF_LIKE -> List.of(Golden1993.IFSF_SALE, Golden1993.IFSF_REVERSAL, Golden1993.IFSF_ECHO);
        };
        return golden.stream().map(HexFormat.of()::parseHex).toList();
    }
}
