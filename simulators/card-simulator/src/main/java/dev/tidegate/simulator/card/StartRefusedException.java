package dev.tidegate.simulator.card;

/** The simulator cannot start as it was told to: a person reads why, puts it right and starts it again. */
final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefusedException(String why) {
        super(why);
    }

    StartRefusedException(String why, Throwable cause) {
        super(why, cause);
    }
}
