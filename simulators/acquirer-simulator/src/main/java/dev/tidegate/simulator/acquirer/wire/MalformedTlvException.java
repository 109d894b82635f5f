package dev.tidegate.simulator.acquirer.wire;

/** Chip data that is not BER-TLV; the message that carries it is answered 30. Never repeats the data. */
public final class MalformedTlvException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedTlvException(String fault) {
        super(fault);
    }
}
