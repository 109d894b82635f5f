package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.issuer.TripleDesKey;
import dev.tidegate.simulator.acquirer.wire.IsoCodec;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Message authentication codes, eight bytes in DE 64, or in DE 128 where a field above 64 is there.
 *
 * <table>
 *   <caption>What a code covers</caption>
 *   <tr><td>whole</td><td>every byte from the message type to the one before the code, padded with zeros</td></tr>
 *   <tr><td>fields</td><td>the text of DE 2, 3, 4, 11, 14, 25, 32, 38 and 39, those that are there, one behind the
 *       other in ASCII, padded with zeros</td></tr>
 * </table>
 *
 * <p>The algorithm is ISO 9797-1 algorithm 3 (ANSI X9.19); with a key of eight bytes it is single DES (ANSI X9.9).
 */
final class LineMac {
    private static final List<Integer> LISTED = List.of(2, 3, 4, 11, 14, 25, 32, 38, 39);
    private static final int MAC_BYTES = 8;
    private static final String EMPTY_MAC = "0".repeat(2 * MAC_BYTES);

    private final Coverage coverage;
    private final LineKeys keys;
    private final IsoCodec codec;

    /** What codes cover. */
    enum Coverage {
        /** There are no codes. */
        OFF,
        WHOLE,
        FIELDS
    }

    LineMac(Coverage coverage, LineKeys keys, IsoCodec codec) {
        this.coverage = coverage;
        this.keys = keys;
        this.codec = codec;
    }

    /** Whether a message may be believed: its code is right, or it has none and needs none. */
    boolean isGenuine(IsoMessage message, byte[] frame) {
        if (coverage == Coverage.OFF) {
            return true;
        }
        int field = field(message);
        if (!message.has(field)) {
            return !needsCode(message);
        }
        byte[] given = HexFormat.of().parseHex(message.text(field));
        byte[] covered = covered(message, frame);
        return keys.accepted().stream().anyMatch(key -> MessageDigest.isEqual(key.macPaddedWithZeros(covered), given));
    }

    /** The message as it goes out: with its code, where it needs one. */
    IsoMessage sealed(IsoMessage message) {
        if (coverage == Coverage.OFF || !needsCode(message)) {
            return message;
        }
        int field = field(message);
        IsoMessage open = message.with(field, EMPTY_MAC);
        byte[] mac = keys.current().macPaddedWithZeros(covered(open, codec.encode(open)));
        return message.with(field, HexFormat.of().withUpperCase().formatHex(mac));
    }

    /**
     * Network messages need none; totals have hardly one of the listed fields, and need none where these are covered.
     */
    private boolean needsCode(IsoMessage message) {
        char messageClass = message.mti().messageClass();
        return messageClass != '8' && !(messageClass == '5' && coverage == Coverage.FIELDS);
    }

    /** Where the code of a message stands. */
    private static int field(IsoMessage message) {
        return message.fields().lastKey() > 64 ? 128 : 64;
    }

    private byte[] covered(IsoMessage message, byte[] frame) {
        if (coverage == Coverage.WHOLE) {
            // The code is the last field: nothing stands behind it.
            return Arrays.copyOf(frame, frame.length - MAC_BYTES);
        }
        return LISTED.stream().map(message::text).collect(Collectors.joining()).getBytes(StandardCharsets.US_ASCII);
    }

    /** The key for single DES: its eight bytes twice. */
    static TripleDesKey key(String hex) {
        return TripleDesKey.ofHex(hex.length() == 2 * MAC_BYTES ? hex + hex : hex);
    }
}
