package dev.tidegate.emv.entrypoint;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;

/** One application that the reader takes, the kernel for it, and the rules (EMV Contactless Book B, 3.1). */
public record Combination(Aid aid, KernelId kernel, CombinationRules rules) {
    /** Whether a card's application of this name is this one: it begins with it (Book B, 3.3.2.5). */
    boolean takes(Octets name) {
        return name.startsWith(aid.value());
    }
}
