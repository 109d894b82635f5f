package dev.tidegate.till.gateway;

/** The gateway does not give a certificate or a chain. A person has to ask the gateway's operator why. */
public final class EnrolmentRefusedException extends RuntimeException {
    private final int status;

    EnrolmentRefusedException(int status) {
        super(switch (status) {
                    case 401 -> "the code is not good (any more): ask for a new one";
                    case 403 -> "the gateway does not know this till (any more)";
                    case 409 -> "this till has been at work already: enrol it as a new till";
                    case 429 -> "too many attempts: wait a minute";
                    case 503 -> "the gateway is busy: try again";
                    default -> "the gateway refuses";
                }
                + " (status " + status + ")");
        this.status = status;
    }

    public int status() {
        return status;
    }
}
