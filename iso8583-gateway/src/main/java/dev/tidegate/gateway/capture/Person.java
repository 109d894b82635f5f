package dev.tidegate.gateway.capture;

import java.util.Set;

/** Somebody who may sign in at the page, and what as. */
public record Person(String name, Set<Role> roles) {
    /** What a person is at the gateway. */
    public enum Role {
        /** Keeps the gateway running: sets aside, lets lanes go on. */
        OPERATOR,
        /** Answers for the money: lets payments go, gives them up. */
        FINANCE,
        /** Signs off certification runs; acts on no payment. */
        REVIEWER
    }

    public Person {
        roles = Set.copyOf(roles);
    }
}
