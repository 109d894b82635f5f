package dev.tidegate.simulator.acquirer.wire;

import java.util.Arrays;
import java.util.Optional;

/**
 * A way of speaking ISO 8583, and the rules of the host that speaks it. They are those of public descriptions; what
 * these leave open is chosen here and listed in the README.
 */
public enum Dialect {
    /** 1987, packed digits. */
    ISO87_GENERIC("iso87-generic", '0', Coding.BCD, "binary2", "0800"),
    /** 1993, packed digits, as a European acquirer's public pages have it: no sign-on, keys by hand. */
    ELAVON_LIKE("elavon-like", '1', Coding.BCD, "binary2+tpdu", "1804"),
    /** 1993, digits as text, as petrol stations speak it. */
    IFSF_LIKE("ifsf-like", '1', Coding.ASCII, "ascii4", "1820");

    private final String optionName;
    private final char version;
    private final Coding ofDigits;
    private final String framing;
    private final String network;

    Dialect(String optionName, char version, Coding ofDigits, String framing, String network) {
        this.optionName = optionName;
        this.version = version;
        this.ofDigits = ofDigits;
        this.framing = framing;
        this.network = network;
    }

    /** The dialect by its name on the command line. */
    public static Optional<Dialect> named(String optionName) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.optionName.equals(optionName))
                .findFirst();
    }

    public String optionName() {
        return optionName;
    }

    /** The frames it comes in where the command line does not say otherwise. */
    public Framing framing() {
        return Framing.of(framing);
    }

    /** The type of the network messages that this host sends. */
    public Mti network() {
        return new Mti(network);
    }

    public boolean serves(NetworkFunction function) {
        return this != ELAVON_LIKE || function == NetworkFunction.ECHO;
    }

    /** Whether a reversal whose original is unknown is answered as one that was found: it is passed on later. */
    public boolean takesAnyReversal() {
        return this == ELAVON_LIKE;
    }

    /** Whether DE 38 of a format error holds the number of the faulty field. */
    public boolean namesFaultyField() {
        return this == ELAVON_LIKE;
    }

    /** Whether a batch can be reconciled by message. */
    public boolean reconciles() {
        return this != IFSF_LIKE;
    }

    /** Whether a batch out of balance is closed with the host's totals; else the terminal uploads it. */
    public boolean closesOutOfBalance() {
        return this == ELAVON_LIKE;
    }

    /** Whether an advice must bring the track. */
    public boolean needsTrackInAdvice() {
        return this == IFSF_LIKE;
    }

    /** Whether part of a sale can be reversed. */
    public boolean reversesPart() {
        return this != IFSF_LIKE;
    }

    char version() {
        return version;
    }

    Coding ofDigits() {
        return ofDigits;
    }

    Optional<Field> row(int number) {
        return switch (this) {
            case ISO87_GENERIC -> FieldTable.PACKED_1987.row(number);
            case ELAVON_LIKE -> FieldTable.PACKED_1993.row(number);
            case IFSF_LIKE -> FieldTable.WRITTEN_1993.row(number);
        };
    }
}
