package dev.tidegate.simulator.acquirer;

/**
 * A call of the control API that cannot be understood; answered 400 with this message, which never repeats the input.
 */
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequestException(String fault) {
        super(fault);
    }
}
