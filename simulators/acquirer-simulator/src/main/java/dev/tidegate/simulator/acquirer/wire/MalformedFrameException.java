package dev.tidegate.simulator.acquirer.wire;

/**
 * A frame that cannot be read. The host closes the connection, because nothing after it can be trusted to start where a
 * frame starts. The message names the field and the fault, never the content.
 */
public final class MalformedFrameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedFrameException(String fault) {
        super(fault);
    }

    public static MalformedFrameException inField(int number, String fault) {
        return new MalformedFrameException("field " + number + " " + fault);
    }
}
