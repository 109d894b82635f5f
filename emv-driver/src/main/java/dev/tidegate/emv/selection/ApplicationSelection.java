package dev.tidegate.emv.selection;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.apdu.ResponseApdu;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.settings.TerminalApplication;
import dev.tidegate.emv.step.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Finds an application that card and terminal have in common, and selects it (EMV 4.4 Book 1, 12). */
public final class ApplicationSelection {
    /**
     * An application is selected.
     *
     * @param objects what the card said of it
     * @param others the candidates that are left, should it not start
     */
    public record Selected(Candidate candidate, CardObjects objects, List<Candidate> others) {}

    // Of template A5 the kernel uses label, languages, PDOL, code table, preferred name (Book 1, 11.3.4, table 45).
    // What else
    // stands there could only be mistaken for something that is read later.
    private static final Set<Integer> KEPT = Set.of(0x50, 0x5F2D, 0x9F11, 0x9F12, 0x9F38);

    private ApplicationSelection() {}

    /** The candidates, the first choice first: out of the card's directory, else by trying the terminal's list. */
    public static Step<List<Candidate>> candidates(List<TerminalApplication> supported) {
        return new DirectorySearch(supported)
                .search()
                .then(found -> found.isEmpty() ? new ListSearch(supported).search() : Step.done(found))
                .then(found -> Step.done(found.stream()
                        .sorted(Comparator.comparingInt(Candidate::rank))
                        .toList()));
    }

    /**
     * Selects one of the candidates (Book 1, 12.4). Where the cardholder can be asked, that is done for several, and
     * for one that needs the cardholder's word; after a card that does not give the chosen one, the others are asked
     * for.
     *
     * @param nothing the card's objects so far: none
     */
    public static Step<Selected> select(List<Candidate> candidates, CardObjects nothing, boolean mayAsk) {
        if (!mayAsk) {
            return byPriority(candidates, nothing);
        }
        if (candidates.isEmpty()) {
            return Step.ended(EndReason.NOT_ACCEPTED);
        }
        if (candidates.size() == 1 && !candidates.getFirst().needsConfirmation()) {
            return chosen(candidates, 0, nothing);
        }
        return Step.askApplication(
                candidates.stream().map(Candidate::label).toList(),
                place -> place < 0 || place >= candidates.size()
                        ? Step.ended(EndReason.CANCELLED)
                        : chosen(candidates, place, nothing));
    }

    private static Step<Selected> chosen(List<Candidate> candidates, int place, CardObjects nothing) {
        List<Candidate> others = new ArrayList<>(candidates);
        Candidate chosen = others.remove(place);
        return select(chosen, others, nothing, () -> select(others, nothing, true));
    }

    // The terminal chooses, and so leaves out what needs the cardholder's word.
    private static Step<Selected> byPriority(List<Candidate> candidates, CardObjects nothing) {
        List<Candidate> eligible = candidates.stream()
                .filter(candidate -> !candidate.needsConfirmation())
                .toList();
        if (eligible.isEmpty()) {
            return Step.ended(EndReason.NOT_ACCEPTED);
        }
        List<Candidate> others = eligible.subList(1, eligible.size());
        return select(eligible.getFirst(), others, nothing, () -> byPriority(others, nothing));
    }

    private static Step<Selected> select(
            Candidate candidate, List<Candidate> others, CardObjects nothing, Supplier<Step<Selected>> otherwise) {
        return Step.send(CommandApdu.select(candidate.name(), false), answer -> {
            if (answer.statusWord() == ResponseApdu.NOT_SUPPORTED) {
                return Step.ended(EndReason.BLOCKED);
            }
            if (!answer.succeeded() || !isNamed(candidate.name(), answer)) {
                return otherwise.get();
            }
            List<TlvElement> kept = FileControlInformation.read(answer.data()).proprietary().stream()
                    .filter(element -> KEPT.contains(element.tag().value()))
                    .toList();
            return Step.done(new Selected(candidate, nothing.withAll(kept), others));
        });
    }

    private static boolean isNamed(Octets name, ResponseApdu answer) {
        try {
            return FileControlInformation.read(answer.data()).name().equals(name);
        } catch (MalformedCardDataException e) {
            return false;
        }
    }
}
