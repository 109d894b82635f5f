package dev.tidegate.emv.entrypoint;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.apdu.ResponseApdu;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.step.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Combination selection: the card's directory, and the application of the highest priority (Book B, 3.3). */
final class CombinationSelection {
    /** What is left after a selection: the combination, none where the list is at its end, and those behind it. */
    record Selection(@Nullable SelectedCombination selected, List<TapCandidate> others) {}

    private static final Octets DIRECTORY = Octets.of("2PAY.SYS.DDF01".getBytes(StandardCharsets.US_ASCII));
    private static final Tag INFORMATION = new Tag(0x6F);
    private static final Tag PROPRIETARY = new Tag(0xA5);
    private static final Tag DISCRETIONARY = new Tag(0xBF0C);
    private static final Tag ENTRY = new Tag(0x61);

    private static final int NAME_BYTES_MAX = 16;

    // Label, languages, PDOL, code table, preferred name. What else stands there is never taken for the terminal's.
    private static final Set<Integer> KEPT = Set.of(0x50, 0x5F2D, 0x9F11, 0x9F12, 0x9F38);

    private CombinationSelection() {}

    /** Asks the card for its directory; the best candidate first, none where the directory cannot be read (3.3.2). */
    static Step<List<TapCandidate>> candidates(List<PreparedCombination> readers) {
        return Step.send(
                CommandApdu.select(DIRECTORY, false),
                answer -> Step.done(answer.succeeded() ? candidates(answer.data(), readers) : List.of()));
    }

    /**
     * Selects the first candidate that the card gives (3.3.3).
     *
     * @param nothing the card's objects so far: none
     */
    static Step<Selection> select(List<TapCandidate> candidates, CardObjects nothing) {
        if (candidates.isEmpty()) {
            return Step.done(new Selection(null, List.of()));
        }
        TapCandidate first = candidates.getFirst();
        List<TapCandidate> others = candidates.subList(1, candidates.size());
        if (first.name().length() > NAME_BYTES_MAX) {
            return select(others, nothing);
        }
        return Step.send(CommandApdu.select(first.name(), false), answer -> {
            SelectedCombination selected = answer.succeeded() ? selected(first, answer, nothing) : null;
            // 3.3.3.5: on any error the next one.
            return selected == null ? select(others, nothing) : Step.done(new Selection(selected, others));
        });
    }

    private static List<TapCandidate> candidates(Slice answer, List<PreparedCombination> readers) {
        List<TapCandidate> found = new ArrayList<>();
        try {
            for (Slice entry : entries(answer)) {
                DirectoryEntry read = DirectoryEntry.read(entry);
                if (read != null) {
                    read.among(readers).forEach(prepared -> found.add(new TapCandidate(read, prepared)));
                }
            }
        } catch (MalformedCardDataException e) {
            // 3.3.2.3: a directory that cannot be read has no entries.
            return List.of();
        }
        // 3.3.3.2: by priority; alike in the order of the directory.
        return found.stream()
                .sorted(Comparator.comparingInt(candidate -> candidate.entry().rank()))
                .toList();
    }

    private static List<Slice> entries(Slice answer) {
        Slice information = TlvElement.template(answer, INFORMATION);
        Slice proprietary = only(TlvElement.readAll(information), PROPRIETARY);
        Slice discretionary = only(TlvElement.readAll(proprietary), DISCRETIONARY);
        return TlvElement.readAll(discretionary).stream()
                .filter(element -> element.tag().equals(ENTRY))
                .map(TlvElement::value)
                .toList();
    }

    private static @Nullable SelectedCombination selected(
            TapCandidate candidate, ResponseApdu answer, CardObjects nothing) {
        try {
            Slice information = TlvElement.template(answer.data(), INFORMATION);
            List<TlvElement> elements = TlvElement.readAll(information);
            Octets name = only(elements, Tag.DEDICATED_FILE_NAME).octets();
            if (!name.startsWith(candidate.entry().name()) || name.length() > NAME_BYTES_MAX) {
                return null;
            }
            List<TlvElement> kept = TlvElement.readAll(only(elements, PROPRIETARY)).stream()
                    .filter(element -> KEPT.contains(element.tag().value()))
                    .toList();
            return new SelectedCombination(
                    candidate.prepared(), name, nothing.keep(information), nothing.withAll(kept));
        } catch (MalformedCardDataException e) {
            return null;
        }
    }

    private static Slice only(List<TlvElement> elements, Tag tag) {
        List<TlvElement> found =
                elements.stream().filter(element -> element.tag().equals(tag)).toList();
        if (found.size() != 1) {
            throw new MalformedCardDataException("expected one element " + tag);
        }
        return found.getFirst().value();
    }
}
