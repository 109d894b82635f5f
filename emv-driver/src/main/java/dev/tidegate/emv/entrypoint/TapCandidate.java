package dev.tidegate.emv.entrypoint;

import dev.tidegate.core.card.Octets;

/** A combination that card and reader have in common (EMV Contactless Book B, 3.3.2.6). */
record TapCandidate(DirectoryEntry entry, PreparedCombination prepared) {
    /** The name to select by: with the extension where both sides have it (3.3.3.3). */
    Octets name() {
        boolean extended = prepared.combination().rules().extendedSelection();
        return extended ? entry.name().plus(entry.extended()) : entry.name();
    }
}
