package dev.tidegate.core.payment;

import java.util.Set;

/**
 * A manager's word for one sale: the refusals that it lifts. Good for limits of the shop's own making; what card,
 * issuer or acquirer have said, nobody at the till lifts.
 */
public record Approval(Set<Reason> lifts) {
    /** How many times the limit of one sale a manager may let pass. */
    public static final int TIMES_THE_LIMIT = 2;

    /** What there is a word for. */
    public static final Set<Reason> LIFTABLE = Set.of(
            Reason.SALE_ABOVE_LIMIT,
            Reason.CHIP_ABOVE_LIMIT,
            Reason.TAP_ABOVE_LIMIT,
            Reason.SWIPE_ABOVE_LIMIT,
            Reason.CARD_MAYBE_REACHED);

    private static final Approval NONE = new Approval(Set.of());

    public Approval {
        lifts = Set.copyOf(lifts);
        if (!LIFTABLE.containsAll(lifts)) {
            throw new IllegalArgumentException("no manager's word lifts this");
        }
    }

    /** Nobody has said anything. */
    public static Approval none() {
        return NONE;
    }

    /** Whether it is about what one sale may be, by any way of reading the card. */
    boolean ofTheAmount() {
        return lifts.stream().anyMatch(reason -> reason != Reason.CARD_MAYBE_REACHED);
    }

    /** Whether a card that may be another one counts as another. */
    public boolean ofTheCard() {
        return lifts.contains(Reason.CARD_MAYBE_REACHED);
    }
}
