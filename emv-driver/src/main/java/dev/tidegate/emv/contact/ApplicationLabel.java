package dev.tidegate.emv.contact;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.CardObjects;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The application's name for people: preferred name where its alphabet is known, else label (EMV 4.4 Book 1, 12.2.4).
 */
public final class ApplicationLabel {
    /** Book 3, Annex A1: 16 characters. */
    private static final int CHARACTERS_MAX = 16;

    private static final Tag CODE_TABLE = new Tag(0x9F11);
    private static final Tag PREFERRED_NAME = new Tag(0x9F12);

    private ApplicationLabel() {}

    /** At most 16 characters, none of them a control; empty where the card has neither. */
    public static String of(CardObjects card) {
        boolean latin = card.has(CODE_TABLE) && card.octets(CODE_TABLE).equals(Octets.ofHex("01"));
        if (latin && card.has(PREFERRED_NAME)) {
            return text(card.octets(PREFERRED_NAME), StandardCharsets.ISO_8859_1);
        }
        return card.has(Tag.APPLICATION_LABEL)
                ? text(card.octets(Tag.APPLICATION_LABEL), StandardCharsets.US_ASCII)
                : "";
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
