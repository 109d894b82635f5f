package dev.tidegate.till.people;

import dev.tidegate.till.store.Person;

/** Whether a name and a PIN are a manager's. */
public final class Managers {
    /** What came of the question. */
    public sealed interface Answer {
        /** They are, of this one. */
        record Yes(Person manager) implements Answer {}

        /** They are a cashier's. */
        record Cashier(Person person) implements Answer {}

        /** They are nobody's, or were not looked at. */
        record No(Door.Outcome why) implements Answer {}
    }

    private final Door door;

    public Managers(Door door) {
        this.door = door;
    }

    /**
     * Asks. The caller wipes the PIN.
     *
     * @throws dev.tidegate.till.store.ShopBrokenException the disk refused; nobody is known
     */
    public Answer who(String name, char[] pin) {
        return switch (door.knock(name, pin)) {
            case Door.Outcome.Known(var person) ->
                person.isManager() ? new Answer.Yes(person) : new Answer.Cashier(person);
            case Door.Outcome.Wrong wrong -> new Answer.No(wrong);
            case Door.Outcome.Locked locked -> new Answer.No(locked);
            case Door.Outcome.TooMany many -> new Answer.No(many);
        };
    }
}
