package dev.tidegate.emv.stripe;

import org.jspecify.annotations.Nullable;

/**
 * What a swiped card may be used for: a card with a chip is inserted first; the stripe in its place only after the chip
 * could technically not be read, and then never offline. Declined, blocked, taken away and <em>no common
 * application</em> are no technical failures and are not counted.
 *
 * @param hasChipReader whether this till can read chips at all
 * @param hasPinPad whether an online PIN can be asked for
 */
public record StripeRules(boolean hasChipReader, boolean hasPinPad) {
    /** Technical failures of the chip after which the stripe may be used, as the schemes have it. */
    public static final int CHIP_FAILURES_MIN = 3;

    /** What becomes of a swipe. */
    public sealed interface Verdict {
        /**
         * It may be used.
         *
         * @param isFallback whether it stands in for a chip: point-of-service entry mode 80 instead of 90
         * @param onlineOnly why it may be used with an answer of the issuer alone, absent where offline will do
         * @param pin whether the cardholder enters a PIN for the issuer first
         */
        record Take(boolean isFallback, @Nullable OnlineOnly onlineOnly, PinWish pin) implements Verdict {}

        /** The card has a chip: it is to be inserted or tapped. */
        record UseChip() implements Verdict {}

        /** It may not be used here, with or without a network. */
        record Refuse(Refusal why) implements Verdict {}
    }

    /** What a service code says of the PIN, where there is a pad for one that the issuer checks. */
    public enum PinWish {
        NONE,
        /** It is asked for, and a holder may go on without it. */
        WANTED,
        /** Without it there is no sale. */
        NEEDED
    }

    /** Why a stripe may not be taken offline. */
    public enum OnlineOnly {
        /** Its place on the track holds no three digits. */
        SERVICE_CODE_UNREADABLE,
        /** Second digit 2 or 4: the issuer approves each use. */
        ISSUER_ONLY,
        /** A PIN is asked for, which only the issuer can check. */
        PIN,
        /** The stripe stands in for a chip. */
        FALLBACK
    }

    /** Why a stripe is of no use here. */
    public enum Refusal {
        /** It draws cash, and this is a shop. */
        CASH_ONLY,
        /** A test card, or one of its issuer's own use. */
        TEST_OR_PRIVATE,
        /** It asks for a PIN, and there is no pad. */
        NO_PIN_PAD
    }

    /**
     * Judges one swipe.
     *
     * @param code absent where it could not be read
     * @param chipFailures technical failures of this sale's chip so far
     */
    public Verdict judge(@Nullable ServiceCode code, int chipFailures) {
        if (code == null) {
            return new Verdict.Take(false, OnlineOnly.SERVICE_CODE_UNREADABLE, PinWish.NONE);
        }
        if (code.isForTestsOrPrivate()) {
            return new Verdict.Refuse(Refusal.TEST_OR_PRIVATE);
        }
        if (code.isCashOnly()) {
            return new Verdict.Refuse(Refusal.CASH_ONLY);
        }
        boolean isFallback = code.hasChip() && hasChipReader;
        if (isFallback && chipFailures < CHIP_FAILURES_MIN) {
            return new Verdict.UseChip();
        }
        if (code.needsPin() && !hasPinPad) {
            return new Verdict.Refuse(Refusal.NO_PIN_PAD);
        }
        return new Verdict.Take(isFallback, onlineOnly(code, isFallback), pin(code));
    }

    private PinWish pin(ServiceCode code) {
        if (!hasPinPad || !code.wantsPin()) {
            return PinWish.NONE;
        }
        return code.needsPin() ? PinWish.NEEDED : PinWish.WANTED;
    }

    private @Nullable OnlineOnly onlineOnly(ServiceCode code, boolean isFallback) {
        if (isFallback) {
            return OnlineOnly.FALLBACK;
        }
        if (code.isOnlineOnly()) {
            return OnlineOnly.ISSUER_ONLY;
        }
        return code.needsPin() || code.wantsPin() && hasPinPad ? OnlineOnly.PIN : null;
    }
}
