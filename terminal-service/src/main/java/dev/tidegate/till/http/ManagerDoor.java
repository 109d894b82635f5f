package dev.tidegate.till.http;

import dev.tidegate.till.people.Door;
import dev.tidegate.till.people.Managers;
import dev.tidegate.till.people.TypedReason;
import dev.tidegate.till.store.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A name, a PIN and a reason as they come from the page, and what is said where they do not do. */
final class ManagerDoor {
    private ManagerDoor() {}

    /** The manager. */
    static Person manager(Managers managers, @Nullable String name, TypedPin pin) {
        return switch (managers.who(nameOf(name), pin.digits())) {
            case Managers.Answer.Yes(var manager) -> manager;
            case Managers.Answer.Cashier no -> throw refusal(no);
            case Managers.Answer.No no -> throw refusal(no);
        };
    }

    static ProblemException refusal(Managers.Answer answer) {
        return switch (answer) {
            case Managers.Answer.Yes ignored -> throw new IllegalStateException("a manager is not refused");
            case Managers.Answer.Cashier ignored ->
                ProblemException.of(403, "manager_needed", "this PIN is a cashier's");
            case Managers.Answer.No(var why) -> refusal(why);
        };
    }

    static ProblemException refusal(Door.Outcome outcome) {
        return switch (outcome) {
            case Door.Outcome.Known ignored -> throw new IllegalStateException("who is known is not refused");
            case Door.Outcome.Wrong() -> ProblemException.of(403, "pin_wrong", "the PIN is wrong");
            case Door.Outcome.Locked(var until) -> locked(until);
            case Door.Outcome.TooMany() -> ProblemException.of(429, "too_many_tries", "too many tries: wait a minute");
        };
    }

    private static ProblemException locked(Instant until) {
        // The time goes where the page looks for what a problem is about.
        return ProblemException.of(423, "person_locked", "too many wrong PINs in a row", until.toString());
    }

    static String nameOf(@Nullable String name) {
        if (name == null || name.isBlank() || name.length() > Person.NAME_LENGTH_MAX) {
            throw ProblemException.field("name", "is somebody's");
        }
        return name;
    }

    static TypedPin pinOf(@Nullable TypedPin pin) {
        if (pin == null) {
            throw ProblemException.field("pin", "is missing");
        }
        return pin;
    }

    static TypedReason reasonOf(@Nullable String reason) {
        try {
            return new TypedReason(reason == null ? "" : reason.strip());
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("reason", String.valueOf(e.getMessage()));
        }
    }
}
