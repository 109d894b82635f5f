package dev.tidegate.till.config;

/** The till's folder lacks what enrolment leaves in it. The till refuses to start; it has to be enrolled. */
public final class NotEnrolledException extends RuntimeException {
    public NotEnrolledException(String file) {
        super("this till is not enrolled: " + file + " is missing");
    }

    public NotEnrolledException(String file, Throwable cause) {
        super("this till is not enrolled: " + file + " cannot be read", cause);
    }
}
