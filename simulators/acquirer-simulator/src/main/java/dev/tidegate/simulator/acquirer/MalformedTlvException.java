package dev.tidegate.simulator.acquirer;

/** Chip data that is not BER-TLV; the message that carries it is answered 30. Never repeats the data. */
final class MalformedTlvException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedTlvException(String fault) {
        super(fault);
    }
}
