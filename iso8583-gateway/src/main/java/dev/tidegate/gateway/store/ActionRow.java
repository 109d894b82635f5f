package dev.tidegate.gateway.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person did, or wants and needs a second person for.
 *
 * @param n counts all of them
 * @param subject a payment's id, or an acquirer's name
 * @param version of the payment that the person looked at, 0 for an acquirer
 * @param action a word of the gateway's manual actions
 * @param done false until a second person agrees
 * @param secondPerson empty where there is none, or none was needed
 */
public record ActionRow(
        long n,
        Instant at,
        String subject,
        long version,
        String action,
        String person,
        String reason,
        boolean done,
        String secondPerson,
        String secondReason,
        @Nullable Instant doneAt) {
    /** The same, agreed to. */
    public ActionRow seconded(String by, String why, Instant when) {
        return new ActionRow(n, at, subject, version, action, person, reason, true, by, why, when);
    }
}
