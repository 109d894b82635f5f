package dev.tidegate.core.payment;

/**
 * More payments wait for their result than the process has memory for. Nothing is lost by it: the caller refuses to go
 * on, and says so; the next process is given more memory.
 */
public final class TooManyPaymentsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyPaymentsException(int payments) {
        super("more than " + payments + " payments wait for their result, and this process has no memory for more:"
                + " start it with more (-Xmx)");
    }
}
