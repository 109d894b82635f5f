package dev.tidegate.certification.scenario;

/** A file of the suite says what it cannot mean; its message names file, line and what. Nothing is played. */
public final class ScenarioHoleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ScenarioHoleException(String place, String what) {
        super(place + ": " + what);
    }
}
