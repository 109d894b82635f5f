package dev.tidegate.till;

import dev.tidegate.saf.Inspected;
import dev.tidegate.saf.SafJournal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the journal and its archive say of themselves.
 *
 * @param upkeep whose archivist may have left something alone
 */
record JournalState(Doors doors, Upkeep upkeep) {
    /** Why the journal takes nothing, absent where it is in order. */
    @Nullable
    String refusal() {
        return doors.journal() instanceof SafJournal onDisk ? onDisk.refusal() : doors.journalRefusal();
    }

    boolean takes() {
        return refusal() == null;
    }

    /** What its inspection has found up to now, absent where there is none. */
    @Nullable
    Inspected inspected() {
        return doors.journal() instanceof SafJournal onDisk ? onDisk.inspected() : null;
    }

    List<String> archiveTroubles() {
        Inspected inspected = inspected();
        Set<String> troubles = new LinkedHashSet<>(inspected == null ? List.of() : inspected.archiveOdd());
        troubles.addAll(upkeep.troubles());
        return List.copyOf(troubles);
    }
}
