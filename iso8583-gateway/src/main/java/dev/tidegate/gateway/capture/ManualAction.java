package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.capture.Person.Role;
import java.util.EnumSet;
import java.util.Set;

/** What people may do by hand. */
public enum ManualAction {
    /** Sets a payment aside, so that nothing is sent for it. */
    HOLD("hold", true, true),
    /** Lets a payment that is set aside go on, by a new message. */
    RELEASE("release", false, true),
    /** Sends again what is due or parked; an unanswered request is reversed first. */
    RETRY("retry", true, true),
    /** Gives the money up. */
    WRITE_OFF("write-off", false, true),
    /** Lets an acquirer's deferred lane go on. */
    RESUME("resume", true, false);

    private final String word;
    private final boolean operators;
    private final boolean finance;

    ManualAction(String word, boolean operators, boolean finance) {
        this.word = word;
        this.operators = operators;
        this.finance = finance;
    }

    /** As commands and paths have it. */
    public String word() {
        return word;
    }

    /** One of these roles is enough. */
    public Set<Role> roles() {
        return finance
                ? operators ? EnumSet.of(Role.OPERATOR, Role.FINANCE) : EnumSet.of(Role.FINANCE)
                : EnumSet.of(Role.OPERATOR);
    }
}
