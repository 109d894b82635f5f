package dev.tidegate.certification.evidence;

import java.util.List;

/** What was to be handed in has a card's number in it: nothing was written, and the run has failed. */
public final class CardNumberFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Scenario, place and form of each, without a digit of it. */
    private final transient List<String> places;

    CardNumberFoundException(List<String> places) {
        super("a card number in the evidence, nothing was written: " + String.join("; ", places));
        this.places = List.copyOf(places);
    }

    /** Scenario, place and form of each number that was found, in the order of the scenarios. */
    public List<String> places() {
        return places;
    }
}
