package dev.tidegate.till.demo;

/** A simulator does not answer as it should. The page says so; nothing of the product depends on it. */
public final class SimulatorAwayException extends RuntimeException {
    public SimulatorAwayException(String what) {
        super(what);
    }
}
