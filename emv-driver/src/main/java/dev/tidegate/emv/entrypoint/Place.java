package dev.tidegate.emv.entrypoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a card's applications stand: the one that is selected, none where there was none to select, and those behind
 * it.
 */
public final class Place {
    private final @Nullable SelectedCombination selected;
    private final List<TapCandidate> others;

    Place(@Nullable SelectedCombination selected, List<TapCandidate> others) {
        this.selected = selected;
        this.others = List.copyOf(others);
    }

    /** The selected combination; absent where there was none to select. */
    public @Nullable SelectedCombination selected() {
        return selected;
    }

    List<TapCandidate> others() {
        return others;
    }

    static Place none() {
        return new Place(null, List.of());
    }
}
