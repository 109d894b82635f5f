package dev.tidegate.core.payment;

import java.util.UUID;

/** Identity of one till, given at enrolment; in its certificate as {@code urn:tidegate:till:<uuid>}. */
public record TillId(UUID value) {
    public static TillId of(String text) {
        return new TillId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
