package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.capture.Person.Role;
import java.util.Set;

/** What people may do by hand. */
public enum ManualAction {
    /** Sets a payment aside, so that nothing is sent for it. */
    HOLD("hold", Set.of(Role.OPERATOR, Role.FINANCE)),
    /** Lets a payment that is set aside go on, by a new message. */
    RELEASE("release", Set.of(Role.FINANCE)),
    /** Sends again what is due or parked; an unanswered request is reversed first. */
    RETRY("retry", Set.of(Role.OPERATOR, Role.FINANCE)),
    /** Gives the money up. */
    WRITE_OFF("write-off", Set.of(Role.FINANCE)),
    /** Lets an acquirer's deferred lane go on. */
    RESUME("resume", Set.of(Role.OPERATOR));

    private final String word;
    private final Set<Role> roles;

    ManualAction(String word, Set<Role> roles) {
        this.word = word;
        this.roles = roles;
    }

    /** As commands and paths have it. */
    public String word() {
        return word;
    }

    /** One of these roles is enough. */
    public Set<Role> roles() {
        return roles;
    }
}
