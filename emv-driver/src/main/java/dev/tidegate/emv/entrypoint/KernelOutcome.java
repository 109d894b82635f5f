package dev.tidegate.emv.entrypoint;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a kernel, or entry point itself, ended, and what the terminal is to do now (EMV Contactless Book A).
 *
 * @param <T> what the kernel found out for the terminal
 * @param start where it begins again
 * @param onlineResponse which answer of the issuer makes it begin again
 * @param verification how the cardholder is to be verified
 * @param onOutcome what is shown now; absent where nothing is
 * @param onRestart what is shown when it begins again; absent where nothing is
 * @param found absent where there is nothing to tell
 * @param alternate which interface to try
 * @param receipt whether the cardholder is given one
 * @param fieldOff how long the field is off after it; absent where the kernel leaves it as it is
 * @param removalTimeout how long the card may stay for the issuer's answer; zero where it does not
 */
public record KernelOutcome<T>(
        Kind kind,
        StartPoint start,
        OnlineResponse onlineResponse,
        Verification verification,
        @Nullable UserInterfaceRequest onOutcome,
        @Nullable UserInterfaceRequest onRestart,
        @Nullable T found,
        AlternateInterface alternate,
        boolean receipt,
        @Nullable Duration fieldOff,
        Duration removalTimeout) {
    /** What it comes to (Book A). */
    public enum Kind {
        APPROVED,
        DECLINED,
        ONLINE_REQUEST,
        TRY_ANOTHER_INTERFACE,
        SELECT_NEXT,
        TRY_AGAIN,
        END_APPLICATION
    }

    /** Which answer of the issuer begins it again (Book A, table of outcome parameters). */
    public enum OnlineResponse {
        /** None: it is over. */
        NONE,
        /** One with objects for the card: 71, 72, 91. */
        CARD_OBJECTS,
        /** Any. */
        ANY
    }

    /** How the cardholder is to be verified. */
    public enum Verification {
        NONE,
        ONLINE_PIN,
        ON_DEVICE,
        SIGNATURE,
        /** The kernel says nothing of it. */
        NOT_APPLICABLE
    }

    /** Another way to read the card. */
    public enum AlternateInterface {
        NONE,
        CONTACT,
        STRIPE
    }

    public KernelOutcome {
        boolean begins = start != StartPoint.NONE;
        if (kind == Kind.SELECT_NEXT && start != StartPoint.C || kind == Kind.TRY_AGAIN && start != StartPoint.B) {
            throw new IllegalArgumentException(kind + " does not begin again at " + start);
        }
        if (begins && (kind == Kind.APPROVED || kind == Kind.DECLINED || kind == Kind.TRY_ANOTHER_INTERFACE)) {
            throw new IllegalArgumentException(kind + " does not begin again");
        }
        if (onlineResponse != OnlineResponse.NONE && kind != Kind.ONLINE_REQUEST) {
            throw new IllegalArgumentException("no issuer answers " + kind);
        }
        if (removalTimeout.isNegative() || fieldOff != null && fieldOff.isNegative()) {
            throw new IllegalArgumentException("a time is not negative");
        }
    }

    /** An outcome that begins nowhere again, shows this, and switches the field off. */
    public static <T> KernelOutcome<T> last(Kind kind, UserInterfaceRequest shown) {
        return last(kind, shown, Verification.NOT_APPLICABLE, null);
    }

    /** The same, with what the kernel found out. */
    public static <T> KernelOutcome<T> last(
            Kind kind, UserInterfaceRequest shown, Verification verification, @Nullable T found) {
        return new KernelOutcome<>(
                kind,
                StartPoint.NONE,
                OnlineResponse.NONE,
                verification,
                shown,
                null,
                found,
                kind == Kind.TRY_ANOTHER_INTERFACE ? AlternateInterface.CONTACT : AlternateInterface.NONE,
                kind == Kind.APPROVED || kind == Kind.ONLINE_REQUEST,
                Duration.ZERO,
                Duration.ZERO);
    }

    /** The next application of the card. */
    public static <T> KernelOutcome<T> selectNext() {
        return again(Kind.SELECT_NEXT, StartPoint.C, null, null);
    }

    /** The card once more, with what the cardholder is told then. */
    public static <T> KernelOutcome<T> tryAgain(UserInterfaceRequest onRestart) {
        return again(Kind.TRY_AGAIN, StartPoint.B, onRestart, Duration.ZERO);
    }

    /** With another place to begin again, for which answers, and how long the card stays. */
    public KernelOutcome<T> restartedAt(
            StartPoint start,
            OnlineResponse onlineResponse,
            @Nullable UserInterfaceRequest onRestart,
            Duration removalTimeout) {
        // The card stays in the field where the issuer's answer is for it.
        Duration off = start == StartPoint.C || start == StartPoint.D ? null : fieldOff;
        return new KernelOutcome<>(
                kind,
                start,
                onlineResponse,
                verification,
                onOutcome,
                onRestart,
                found,
                alternate,
                receipt,
                off,
                removalTimeout);
    }

    private static <T> KernelOutcome<T> again(
            Kind kind, StartPoint start, @Nullable UserInterfaceRequest onRestart, @Nullable Duration fieldOff) {
        return new KernelOutcome<>(
                kind,
                start,
                OnlineResponse.NONE,
                Verification.NOT_APPLICABLE,
                null,
                onRestart,
                null,
                AlternateInterface.NONE,
                false,
                fieldOff,
                Duration.ZERO);
    }
}
