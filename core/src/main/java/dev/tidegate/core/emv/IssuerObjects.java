package dev.tidegate.core.emv;

import dev.tidegate.core.card.Octets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an issuer sends for its card (EMV 4.4 Book 3, 10.9 and 10.10), as a set. An answer may hold several scripts of
 * one kind, and a set holds a tag once: of several, the value is the scripts one after the other, each with its own tag
 * and length. No script has one inside, so that the two are told apart.
 */
public final class IssuerObjects {
    private static final Set<Tag> SCRIPTS = Set.of(Tag.ISSUER_SCRIPT_1, Tag.ISSUER_SCRIPT_2);

    private IssuerObjects() {}

    /**
     * Reads a run of TLV.
     *
     * @param wanted the tags that are kept; of one that is no script and comes again, the first
     * @throws MalformedTlvException it is not TLV; the caller treats the run as unreadable
     */
    public static TlvSet read(Octets run, Set<Tag> wanted) {
        Map<Tag, List<Octets>> found = new LinkedHashMap<>();
        for (Tlv tlv : Tlv.readAll(run)) {
            if (wanted.contains(tlv.tag())) {
                found.computeIfAbsent(tlv.tag(), tag -> new ArrayList<>()).add(tlv.value());
            }
        }
        Map<Tag, Octets> kept = new LinkedHashMap<>();
        found.forEach((tag, values) -> kept.put(tag, SCRIPTS.contains(tag) ? joined(tag, values) : values.getFirst()));
        return TlvSet.of(kept);
    }

    /** The scripts of one kind in their order, each without its tag and length; none where there are none. */
    public static List<Octets> scripts(TlvSet issuerData, Tag template) {
        if (!issuerData.has(template)) {
            return List.of();
        }
        Octets value = issuerData.value(template);
        try {
            List<Tlv> inside = Tlv.readAll(value);
            boolean several = !inside.isEmpty()
                    && inside.stream().allMatch(tlv -> tlv.tag().equals(template));
            return several ? inside.stream().map(Tlv::value).toList() : List.of(value);
        } catch (MalformedTlvException e) {
            // One script that cannot be read: whoever runs it finds out.
            return List.of(value);
        }
    }

    private static Octets joined(Tag tag, List<Octets> values) {
        if (values.size() == 1) {
            return values.getFirst();
        }
        Octets run = Octets.empty();
        for (Octets value : values) {
            run = run.plus(new Tlv(tag, value).encode());
        }
        return run;
    }
}
