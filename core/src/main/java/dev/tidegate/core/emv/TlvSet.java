package dev.tidegate.core.emv;

import dev.tidegate.core.card.Octets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tags with their values, each tag once, in the order given. Immutable. */
public final class TlvSet {
    private static final TlvSet EMPTY = new TlvSet(Map.of());

    private final Map<Tag, Octets> values;

    private TlvSet(Map<Tag, Octets> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** No tags. */
    public static TlvSet empty() {
        return EMPTY;
    }

    /** Copies the map in its order. */
    public static TlvSet of(Map<Tag, Octets> values) {
        return new TlvSet(values);
    }

    /**
     * Reads a run of TLV in which no tag comes twice.
     *
     * @throws MalformedTlvException it is not TLV, or a tag comes twice; the caller treats the run as unreadable
     */
    public static TlvSet read(Octets run) {
        Map<Tag, Octets> found = new LinkedHashMap<>();
        for (Tlv tlv : Tlv.readAll(run)) {
            if (found.put(tlv.tag(), tlv.value()) != null) {
                throw new MalformedTlvException("tag " + tlv.tag() + " comes twice");
            }
        }
        return new TlvSet(found);
    }

    public boolean has(Tag tag) {
        return values.containsKey(tag);
    }

    /**
     * The value of a tag that is there.
     *
     * @throws IllegalArgumentException it is not; the caller asks {@link #has} first where it may be missing
     */
    public Octets value(Tag tag) {
        Octets value = values.get(tag);
        if (value == null) {
            throw new IllegalArgumentException("tag " + tag + " is not there");
        }
        return value;
    }

    /** This set with one value put in, replaced where the tag was there already. */
    public TlvSet with(Tag tag, Octets value) {
        Map<Tag, Octets> more = new LinkedHashMap<>(values);
        more.put(tag, value);
        return new TlvSet(more);
    }

    /** The tags in order. */
    public Set<Tag> tags() {
        return values.keySet();
    }

    public int size() {
        return values.size();
    }

    /** All elements one after the other, as {@link Tlv#encode()} writes each. */
    public Octets encode() {
        Octets run = Octets.empty();
        for (Map.Entry<Tag, Octets> e : values.entrySet()) {
            run = run.plus(new Tlv(e.getKey(), e.getValue()).encode());
        }
        return run;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlvSet that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The tags alone: values may be card data. */
    @Override
    public String toString() {
        return "TlvSet" + values.keySet();
    }
}
