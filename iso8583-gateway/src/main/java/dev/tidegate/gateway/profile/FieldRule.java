package dev.tidegate.gateway.profile;

import java.util.Set;

/** How one field of a message comes about. Where its condition does not hold, the field is left out. */
public sealed interface FieldRule {
    /** The same text each time. */
    record Literal(String text, Set<Condition> when) implements FieldRule {
        public Literal {
            when = Set.copyOf(when);
        }
    }

    /**
     * Filled in.
     *
     * @param optional whether the field is left out where there is nothing to fill in
     */
    record Filled(FieldSource source, boolean optional, Set<Condition> when) implements FieldRule {
        public Filled {
            when = Set.copyOf(when);
        }
    }

    /**
     * The chip's tags.
     *
     * @param table which of the profile's tables chooses them
     * @param optional whether the field is left out where no chip was read
     */
    record Chip(String table, boolean optional, Set<Condition> when) implements FieldRule {
        public Chip {
            when = Set.copyOf(when);
        }
    }

    /** What may be asked of a message's facts. One that holds is enough; no condition always holds. */
    enum Condition {
        CHIP,
        TAP,
        SWIPE,
        FALLBACK,
        /** With a PIN for the issuer. */
        PIN,
        /** The first sending. */
        FIRST,
        /** Any later sending. */
        REPEAT
    }

    Set<Condition> when();
}
