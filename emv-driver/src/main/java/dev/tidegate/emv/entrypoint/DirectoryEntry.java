package dev.tidegate.emv.entrypoint;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the card's directory, template 61 (EMV Contactless Book B, 3.3.2.4).
 *
 * @param name tag 4F, 5 to 16 bytes
 * @param priority tag 87 bits 1 to 4; 0 where there is none
 * @param kernel the one that is asked for
 * @param extended tag 9F29; empty where there is none
 */
record DirectoryEntry(Octets name, int priority, KernelId kernel, Octets extended) {
    private static final Tag NAME = new Tag(0x4F);
    private static final Tag PRIORITY = new Tag(0x87);
    private static final Tag KERNEL = new Tag(0x9F2A);
    private static final Tag EXTENDED = new Tag(0x9F29);

    /** Reads an entry; absent where it is one to be passed over. */
    static @Nullable DirectoryEntry read(Slice entry) {
        List<TlvElement> elements = TlvElement.readAll(entry);
        Slice name = find(elements, NAME);
        if (name == null || name.length() < 5 || name.length() > 16) {
            return null;
        }
        KernelId kernel = KernelId.requested(find(elements, KERNEL), name.octets());
        if (kernel == null) {
            return null;
        }
        Slice priority = find(elements, PRIORITY);
        Slice extended = find(elements, EXTENDED);
        return new DirectoryEntry(
                name.octets(),
                priority == null || priority.length() == 0 ? 0 : priority.at(0) & 0x0F,
                kernel,
                extended == null ? Octets.empty() : extended.octets());
    }

    /** The reader's combinations for this entry, those with the longest name that fits. */
    List<PreparedCombination> among(List<PreparedCombination> readers) {
        int longest = readers.stream()
                .filter(this::fits)
                .mapToInt(prepared -> prepared.combination().aid().value().length())
                .max()
                .orElse(0);
        // The rules for a longer name are not to be got round by those for a shorter one: allowed or not comes last.
        List<PreparedCombination> found = new ArrayList<>();
        for (PreparedCombination prepared : readers) {
            boolean own = fits(prepared) && prepared.combination().aid().value().length() == longest;
            if (own && !prepared.indicators().notAllowed()) {
                found.add(prepared);
            }
        }
        return found;
    }

    /** Where it stands: no priority comes last (3.3.3.2). */
    int rank() {
        return priority == 0 ? 16 : priority;
    }

    private boolean fits(PreparedCombination prepared) {
        return prepared.combination().takes(name)
                && kernel.isSatisfiedBy(prepared.combination().kernel());
    }

    private static @Nullable Slice find(List<TlvElement> elements, Tag tag) {
        for (TlvElement element : elements) {
            if (element.tag().equals(tag)) {
                return element.value();
            }
        }
        return null;
    }
}
