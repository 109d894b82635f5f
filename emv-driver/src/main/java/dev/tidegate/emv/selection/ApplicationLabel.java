package dev.tidegate.emv.selection;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.TlvElement;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * The application's name for people: preferred name where its alphabet is known, else label (EMV 4.4 Book 1, 12.2.4).
 */
public final class ApplicationLabel {
    /** Book 3, Annex A1: 16 characters. */
    private static final int CHARACTERS_MAX = 16;

    private static final Octets NOTHING = Octets.of(new byte[0]);
    private static final Octets LATIN_1 = Octets.ofHex("01");
    private static final Tag CODE_TABLE = new Tag(0x9F11);
    private static final Tag PREFERRED_NAME = new Tag(0x9F12);

    private ApplicationLabel() {}

    /** At most 16 characters, none of them a control; empty where the card has neither. */
    public static String of(CardObjects card) {
        return of((Tag tag) -> card.has(tag) ? card.octets(tag) : NOTHING);
    }

    /** The same out of a directory's entry, or of what a card says of a file. */
    static String of(List<TlvElement> elements) {
        return of((Tag tag) -> elements.stream()
                .filter(element -> element.tag().equals(tag))
                .map(element -> element.value().octets())
                .findFirst()
                .orElse(NOTHING));
    }

    private static String of(Function<Tag, Octets> values) {
        Octets preferred = values.apply(PREFERRED_NAME);
        boolean isLatin = values.apply(CODE_TABLE).equals(LATIN_1);
        return isLatin && preferred.length() > 0
                ? text(preferred, StandardCharsets.ISO_8859_1)
                : text(values.apply(Tag.APPLICATION_LABEL), StandardCharsets.US_ASCII);
    }

    private static String text(Octets bytes, Charset alphabet) {
        StringBuilder text = new StringBuilder();
        String decoded = new String(bytes.toByteArray(), alphabet);
        for (int i = 0; i < Math.min(decoded.length(), CHARACTERS_MAX); i++) {
            char c = decoded.charAt(i);
            text.append(Character.isISOControl(c) ? ' ' : c);
        }
        return text.toString().strip();
    }
}
