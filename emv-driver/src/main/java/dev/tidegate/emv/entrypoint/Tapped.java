package dev.tidegate.emv.entrypoint;

import java.util.function.Supplier;

/**
 * Where a card's part in a transaction ended.
 *
 * @param outcome worked out when it is asked for: what needs no card, such as signatures, is done with the field off.
 *     Pure; called once
 * @param at the place to go on from, where the card is still there
 */
public record Tapped<T>(Supplier<KernelOutcome<T>> outcome, Place at) {
    /** With an outcome that is known already. */
    static <T> Tapped<T> known(KernelOutcome<T> outcome, Place at) {
        return new Tapped<>(() -> outcome, at);
    }
}
