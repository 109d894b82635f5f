package dev.tidegate.demo;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;

/** Who works in the demo's shop. The PINs are made anew each time, told to whoever plays, and protect nothing. */
record Staff(List<Member> members) {
    private static final int PIN_FROM = 100_000;
    private static final int PIN_TO = 1_000_000;

    /** One of them. */
    record Member(String name, String role, String pin) {}

    Staff {
        members = List.copyOf(members);
    }

    /** Nobody has to sign in. */
    static Staff nobody() {
        return new Staff(List.of());
    }

    /** A cashier and a manager. */
    static Staff two() {
        SecureRandom chance = new SecureRandom();
        return new Staff(List.of(new Member("Ann", "CASHIER", pin(chance)), new Member("Mai", "MANAGER", pin(chance))));
    }

    /** As {@code people.demo} of till.yml has it. */
    String setting() {
        return members.stream()
                .map(one -> one.name() + ":" + one.role() + ":" + one.pin())
                .collect(Collectors.joining(","));
    }

    // A row or a run of digits is none that the till takes.
    private static String pin(SecureRandom chance) {
        String pin = Integer.toString(chance.nextInt(PIN_FROM, PIN_TO));
        boolean plain = pin.chars().distinct().count() > 3 && !"0123456789876543210".contains(pin);
        return plain ? pin : pin(chance);
    }
}
