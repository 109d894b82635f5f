package dev.tidegate.simulator.acquirer.issuer;

import dev.tidegate.simulator.acquirer.wire.TlvSet;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How a cryptogram is made, as the issuer application data (9F10) says. Each covers the same ten values of terminal and
 * card and then what is drawn here:
 *
 * <pre>
 *   Visa         06 | key 01 | version | CVR 4                                        10: CVR; 18: all of it
 *   Mastercard   key 01 | version | CVR 6 | offline counters and codes 2 | counters 8   16: CVR; 17: CVR, counters
 * </pre>
 */
enum CryptogramVersion {
    VISA_10("06010A", 7, 3, 7),
    VISA_18("060112", 7, 0, 7),
    MASTERCARD_16("0110", 18, 2, 8),
    MASTERCARD_17("0111", 18, 2, 8) {
        @Override
        String covered(String applicationData) {
            return super.covered(applicationData)
                    + applicationData.substring(COUNTERS_AT, COUNTERS_AT + COUNTER_DIGITS);
        }
    };

    private static final int COUNTERS_AT = 20;
    private static final int COUNTER_DIGITS = 16;

    private final String prefix;
    private final int bytes;
    private final int from;
    private final int to;

    CryptogramVersion(String prefix, int bytes, int from, int to) {
        this.prefix = prefix;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    static Optional<CryptogramVersion> of(String applicationData) {
        return Arrays.stream(values())
                .filter(version -> applicationData.length() == 2 * version.bytes)
                .filter(version -> applicationData.startsWith(version.prefix))
                .findFirst();
    }

    /** The part of the issuer application data that the cryptogram covers, hex. */
    String covered(String applicationData) {
        return applicationData.substring(2 * from, 2 * to);
    }

    /** The key of one cryptogram. */
    TripleDesKey cryptogramKey(TripleDesKey cardKey, TlvSet tags) {
        String counter = tags.hex("9F36");
        return switch (this) {
            case VISA_10 -> cardKey;
            case VISA_18 -> EmvKeys.sessionKey(cardKey, Integer.parseInt(counter, 16));
            case MASTERCARD_16, MASTERCARD_17 ->
                EmvKeys.commonSessionKey(cardKey, HexFormat.of().parseHex(counter + "0000" + tags.hex("9F37")));
        };
    }

    /** The key of the issuer's answer: only version 18 uses the session's. */
    TripleDesKey answerKey(TripleDesKey cardKey, TlvSet tags) {
        return this == VISA_18 ? cryptogramKey(cardKey, tags) : cardKey;
    }

    byte[] mac(TripleDesKey key, byte[] input) {
        return this == VISA_10 ? key.macPaddedWithZeros(input) : key.mac(input);
    }
}
