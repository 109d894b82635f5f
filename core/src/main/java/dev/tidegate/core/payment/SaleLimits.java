package dev.tidegate.core.payment;

import dev.tidegate.core.emv.EntryMode;

/**
 * The greatest single sale by the way its card is read, all of one currency; 0 switches a way off. Inclusive.
 *
 * @param swipe of a stripe, by whichever way it is told
 * @param ceiling above it nobody lets a sale pass
 */
public record SaleLimits(Amount chip, Amount tap, Amount swipe, Amount ceiling) {
    public SaleLimits {
        if (chip.exceeds(ceiling) || tap.exceeds(ceiling) || swipe.exceeds(ceiling)) {
            throw new IllegalArgumentException("the limit of one sale is above the ceiling of all");
        }
    }

    /** One limit for all ways. */
    public static SaleLimits of(Amount each, Amount ceiling) {
        return new SaleLimits(each, each, each, ceiling);
    }

    /** By one way. */
    public Amount of(EntryMode mode) {
        return switch (mode) {
            case CHIP -> chip;
            case TAP -> tap;
            case SWIPE, FALLBACK, TAP_STRIPE -> swipe;
        };
    }

    /** By the way that takes most. */
    public Amount most() {
        Amount more = chip.exceeds(tap) ? chip : tap;
        return more.exceeds(swipe) ? more : swipe;
    }

    /** Why a sale may not begin, before it is known which way its card will be read. */
    public Reason beforeTheCard(Amount amount, Approval approval) {
        return amount.exceeds(ceiling)
                ? Reason.SALE_ABOVE_CEILING
                : amount.exceeds(most(most(), approval)) ? Reason.SALE_ABOVE_LIMIT : Reason.NONE;
    }

    /** Why a sale may not be stored, its card read in one way. */
    public Reason refusal(Amount amount, EntryMode mode, Approval approval) {
        Reason early = beforeTheCard(amount, approval);
        if (early != Reason.NONE) {
            return early;
        }
        Reason off = switchedOff(mode);
        if (off != Reason.NONE) {
            return off;
        }
        boolean above = amount.exceeds(most(of(mode), approval));
        return switch (mode) {
            case CHIP -> above ? Reason.CHIP_ABOVE_LIMIT : Reason.NONE;
            case TAP -> above ? Reason.TAP_ABOVE_LIMIT : Reason.NONE;
            case SWIPE, FALLBACK, TAP_STRIPE -> above ? Reason.SWIPE_ABOVE_LIMIT : Reason.NONE;
        };
    }

    /** Why nothing is taken by one way; {@link Reason#NONE} where something is. */
    public Reason switchedOff(EntryMode mode) {
        if (of(mode).minor() > 0) {
            return Reason.NONE;
        }
        return switch (mode) {
            case CHIP -> Reason.CHIP_OFF;
            case TAP -> Reason.TAP_OFF;
            case SWIPE, FALLBACK, TAP_STRIPE -> Reason.SWIPE_OFF;
        };
    }

    /** Whether a manager's word would lift a refusal of such a sale. */
    public boolean mayBeLifted(Amount amount, Reason refusal) {
        Amount limit = refusal == Reason.CHIP_ABOVE_LIMIT
                ? chip
                : refusal == Reason.TAP_ABOVE_LIMIT ? tap : refusal == Reason.SWIPE_ABOVE_LIMIT ? swipe : most();
        boolean within = refusal == Reason.CARD_MAYBE_REACHED || !amount.exceeds(doubled(limit));
        return Approval.LIFTABLE.contains(refusal) && within;
    }

    private Amount most(Amount limit, Approval approval) {
        return approval.ofTheAmount() ? doubled(limit) : limit;
    }

    private Amount doubled(Amount limit) {
        long twice = Approval.TIMES_THE_LIMIT * limit.minor();
        return new Amount(Math.min(twice, ceiling.minor()), limit.currency());
    }
}
