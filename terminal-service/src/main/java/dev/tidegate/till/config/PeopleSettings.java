package dev.tidegate.till.config;

import java.util.Arrays;
import java.util.List;

/**
 * The till's people. Who they are is in shop.db.
 *
 * @param signIn {@code required}, or {@code off} where nobody has to say who he is
 * @param demo of a demo alone: its people as {@code NAME:ROLE:PIN}, commas between them, told in its drawer
 */
public record PeopleSettings(String signIn, String demo) {
    /** One of a demo's people, whose PIN protects nothing. */
    public record DemoPerson(String name, String role, String pin) {}

    public PeopleSettings {
        Present.all("people.signIn", signIn, "people.demo", demo);
        Present.check(signIn.equals("required") || signIn.equals("off"), "people.signIn is required or off");
        Present.check(
                demo.isEmpty()
                        || demo.matches("[^:,]+:(CASHIER|MANAGER):[0-9]{6,12}(,[^:,]+:(CASHIER|MANAGER):[0-9]{6,12})*"),
                "people.demo is NAME:ROLE:PIN, commas between them");
    }

    /** Whether whoever uses the till has to be signed in. */
    public boolean signInRequired() {
        return signIn.equals("required");
    }

    /** A demo's people. */
    public List<DemoPerson> demoPeople() {
        return demo.isEmpty()
                ? List.of()
                : Arrays.stream(demo.split(","))
                        .map(one -> one.split(":"))
                        .map(one -> new DemoPerson(one[0], one[1], one[2]))
                        .toList();
    }

    /** No PIN is printed. */
    @Override
    public String toString() {
        return "people.signIn " + signIn;
    }
}
