package dev.tidegate.simulator.hsm;

/** A call that is answered with a status other than done. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The status byte of each reason. */
    enum Why {
        DONE,
        KEY,
        SERIAL_NUMBER,
        PIN_BLOCK,
        UNSUPPORTED,
        MALFORMED
    }

    private final Why why;

    RefusedException(Why why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    Why why() {
        return why;
    }

    static void unless(boolean met, Why why) {
        if (!met) {
            throw new RefusedException(why);
        }
    }
}
