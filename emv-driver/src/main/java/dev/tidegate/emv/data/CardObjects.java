package dev.tidegate.emv.data;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The data objects that the card has given, and two runs that its signatures cover. Immutable, save that its bytes live
 * in a {@link CardMemory} and are gone when that is wiped.
 */
public final class CardObjects {
    /** Track data, number, name, PIN: copied into nothing that cannot be wiped. */
    private static final Set<Integer> SECRET =
            Set.of(0x56, 0x57, 0x5A, 0x5F20, 0x99, 0x9F0B, 0x9F1F, 0x9F20, 0x9F62, 0x9F6B);

    private final CardMemory memory;
    private final Map<Tag, Slice> values;
    private final List<Slice> authenticated;
    private final List<Slice> told;

    private CardObjects(CardMemory memory, Map<Tag, Slice> values, List<Slice> authenticated, List<Slice> told) {
        this.memory = memory;
        this.values = values;
        this.authenticated = authenticated;
        this.told = told;
    }

    /** Nothing yet; what comes is kept in this memory. */
    public static CardObjects in(CardMemory memory) {
        return new CardObjects(memory, Map.of(), List.of(), List.of());
    }

    public boolean has(Tag tag) {
        return values.containsKey(tag);
    }

    /** Which objects the card has given so far. */
    public Set<Tag> tags() {
        return Set.copyOf(values.keySet());
    }

    /**
     * The value of an object.
     *
     * @throws MalformedCardDataException the card has not given it
     */
    public Slice value(Tag tag) {
        Slice value = values.get(tag);
        if (value == null) {
            throw new MalformedCardDataException("tag " + tag + " is missing");
        }
        return value;
    }

    /**
     * The value of an object of a fixed length.
     *
     * @throws MalformedCardDataException the card has not given it, or with another length
     */
    public Slice value(Tag tag, int length) {
        Slice value = value(tag);
        if (value.length() != length) {
            throw new MalformedCardDataException("tag " + tag + " has another length than the book's");
        }
        return value;
    }

    /**
     * The value of an object that is no secret.
     *
     * @throws IllegalArgumentException it is one; the caller's mistake
     */
    public Octets octets(Tag tag) {
        if (SECRET.contains(tag.value())) {
            throw new IllegalArgumentException("tag " + tag + " is copied into nothing that cannot be wiped");
        }
        return value(tag).octets();
    }

    /** With a copy of one object; one that is already there stays as it is. */
    public CardObjects with(Tag tag, Slice value) {
        if (values.containsKey(tag)) {
            return this;
        }
        Map<Tag, Slice> more = new LinkedHashMap<>(values);
        more.put(tag, memory.keep(value));
        return new CardObjects(memory, more, authenticated, told);
    }

    /** With a copy of each object that is no template; those already there stay as they are. */
    public CardObjects withAll(List<TlvElement> elements) {
        CardObjects all = this;
        for (TlvElement element : elements) {
            all = element.tag().isConstructed() ? all : all.with(element.tag(), element.value());
        }
        return all;
    }

    /** A copy of a run that is no object, kept and wiped with the objects. */
    public Slice keep(Slice run) {
        return memory.keep(run);
    }

    /** With one more run that static signatures cover. */
    public CardObjects withAuthenticated(Slice run) {
        return new CardObjects(memory, values, joined(authenticated, memory.keep(run)), told);
    }

    /** With one more run of values that the terminal told the card, which combined signatures cover. */
    public CardObjects withTold(Slice run) {
        return new CardObjects(memory, values, authenticated, joined(told, memory.keep(run)));
    }

    /** What static signatures cover (EMV 4.4 Book 3, 10.3), in order of reading. */
    public List<Slice> authenticated() {
        return authenticated;
    }

    /** What the terminal told the card: the values of PDOL, CDOL 1 and CDOL 2 so far (EMV 4.4 Book 2, 6.6.1). */
    public List<Slice> told() {
        return told;
    }

    /** The tags alone. */
    @Override
    public String toString() {
        return "CardObjects" + values.keySet();
    }

    private static List<Slice> joined(List<Slice> runs, Slice more) {
        List<Slice> all = new ArrayList<>(runs);
        all.add(more);
        return List.copyOf(all);
    }
}
