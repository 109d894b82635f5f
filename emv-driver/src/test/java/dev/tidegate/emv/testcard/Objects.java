package dev.tidegate.emv.testcard;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;

/** Data objects written as pairs of tag and value, in hexadecimal digits. */
public final class Objects {
    private Objects() {}

    public static CardObjects card(String... tagsAndValues) {
        CardObjects objects = CardObjects.in(new CardMemory());
        for (int i = 0; i < tagsAndValues.length; i += 2) {
            objects = objects.with(tag(tagsAndValues[i]), Hex.slice(tagsAndValues[i + 1]));
        }
        return objects;
    }

    public static TlvSet terminal(String... tagsAndValues) {
        TlvSet objects = TlvSet.empty();
        for (int i = 0; i < tagsAndValues.length; i += 2) {
            objects = objects.with(tag(tagsAndValues[i]), Octets.ofHex(tagsAndValues[i + 1]));
        }
        return objects;
    }

    public static Tag tag(String hex) {
        return new Tag(Integer.parseInt(hex, 16));
    }
}
