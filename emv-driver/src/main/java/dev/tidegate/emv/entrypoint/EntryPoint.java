package dev.tidegate.emv.entrypoint;

import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.entrypoint.ContactlessApplicationKernel.Ended;
import dev.tidegate.emv.entrypoint.KernelOutcome.Kind;
import dev.tidegate.emv.step.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the contactless reader: from an amount to the kernel of the application that card and reader prefer
 * (EMV Contactless Book B, 3). Pure; the caller has the reader, and does what an outcome says of field and screen.
 *
 * <pre>
 * {@link #prepared} A   pre-processing ── none allowed: {@link #refusal}
 * {@link #invitation} B   field on, PRESENT CARD, a card comes
 * {@link #present} C   directory, selection ──┐ SELECT NEXT comes back here
 *                  kernel  ──────────────────┘
 * {@link #resume} D   kernel again, with the issuer's answer
 * </pre>
 */
public final class EntryPoint<T> {
    private final List<PreparedCombination> combinations;
    private final ContactlessApplicationKernel<T> kernel;

    private EntryPoint(List<PreparedCombination> combinations, ContactlessApplicationKernel<T> kernel) {
        this.combinations = List.copyOf(combinations);
        this.kernel = kernel;
    }

    /**
     * Start A: a sale of this amount.
     *
     * @param unitMinor one unit of the currency in minor units, for example 100
     */
    public static <T> EntryPoint<T> prepared(
            List<Combination> combinations, long amountMinor, long unitMinor, ContactlessApplicationKernel<T> kernel) {
        return new EntryPoint<>(
                combinations.stream()
                        .map(combination -> new PreparedCombination(
                                combination, new PreProcessing(combination.rules()).of(amountMinor, unitMinor)))
                        .toList(),
                kernel);
    }

    /** Start B without a start A: a reader that always asks for the same amount (3.2.1.1). */
    public static <T> EntryPoint<T> unprepared(List<Combination> combinations, ContactlessApplicationKernel<T> kernel) {
        return new EntryPoint<>(
                combinations.stream()
                        .map(combination ->
                                new PreparedCombination(combination, new PreProcessing(combination.rules()).none()))
                        .toList(),
                kernel);
    }

    /** The outcome where no combination may be used for this sale (3.1.1.13); absent where one may. */
    public @Nullable KernelOutcome<T> refusal() {
        boolean none =
                combinations.stream().allMatch(prepared -> prepared.indicators().notAllowed());
        return none
                ? KernelOutcome.last(
                        Kind.TRY_ANOTHER_INTERFACE,
                        UserInterfaceRequest.of(UserMessage.INSERT_OR_SWIPE, ReaderStatus.PROCESSING_ERROR))
                : null;
    }

    /** What is shown while there is no sale and the field is off, by a reader that waits to be started (Book A). */
    public static UserInterfaceRequest idle() {
        return UserInterfaceRequest.of(UserMessage.WELCOME, ReaderStatus.IDLE);
    }

    /**
     * Start B: what is shown when the field is switched on (3.2.1.1 to 3.2.1.3).
     *
     * @param before the outcome after which it begins again; absent at the first
     */
    public UserInterfaceRequest invitation(@Nullable KernelOutcome<T> before) {
        UserInterfaceRequest wanted = before == null ? null : before.onRestart();
        return wanted == null ? UserInterfaceRequest.of(UserMessage.PRESENT_CARD, ReaderStatus.READY_TO_READ) : wanted;
    }

    /**
     * Start C: a card is in the field.
     *
     * @param nothing the card's objects so far: none
     * @param before the outcome after which it begins again; absent at the first
     * @param issuerData of the issuer's answer; empty where there is none
     */
    public Step<Tapped<T>> present(CardObjects nothing, @Nullable KernelOutcome<T> before, TlvSet issuerData) {
        return CombinationSelection.candidates(combinations)
                .then(candidates -> select(candidates, nothing, before, issuerData));
    }

    /**
     * Start D: the kernel of the combination that is selected, once more.
     *
     * @param place where the card's part ended before
     */
    public Step<Tapped<T>> resume(Place place, CardObjects nothing, KernelOutcome<T> before, TlvSet issuerData) {
        SelectedCombination selected = place.selected();
        return selected == null
                ? Step.done(Tapped.known(nothingLeft(), place))
                : activate(selected, place.others(), nothing, before, issuerData);
    }

    private Step<Tapped<T>> select(
            List<TapCandidate> candidates, CardObjects nothing, @Nullable KernelOutcome<T> before, TlvSet issuerData) {
        return CombinationSelection.select(candidates, nothing).then(selection -> {
            SelectedCombination selected = selection.selected();
            return selected == null
                    ? Step.done(Tapped.known(nothingLeft(), Place.none()))
                    : activate(selected, selection.others(), nothing, before, issuerData);
        });
    }

    private Step<Tapped<T>> activate(
            SelectedCombination selected,
            List<TapCandidate> others,
            CardObjects nothing,
            @Nullable KernelOutcome<T> before,
            TlvSet issuerData) {
        return kernel.activate(new Activation<>(selected, before, issuerData)).then(ended -> switch (ended) {
            // 3.5.1.3: the next candidate, as if this one had not been in the list.
            case Ended.Known<T>(var outcome)
            when outcome.kind() == Kind.SELECT_NEXT -> select(others, nothing, before, issuerData);
            case Ended.Known<T>(var outcome) -> Step.done(Tapped.known(outcome, new Place(selected, others)));
            case Ended.Left<T>(var rest) -> Step.done(new Tapped<>(rest, new Place(selected, others)));
        });
    }

    // 3.3.2.7 and 3.3.3.1: there is no application in common, or none is left.
    private KernelOutcome<T> nothingLeft() {
        return KernelOutcome.last(
                Kind.END_APPLICATION,
                UserInterfaceRequest.of(UserMessage.TRY_ANOTHER_CARD, ReaderStatus.PROCESSING_ERROR));
    }
}
