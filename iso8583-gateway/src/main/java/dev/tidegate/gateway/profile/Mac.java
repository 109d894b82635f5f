package dev.tidegate.gateway.profile;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How messages are authenticated (DE 64, or DE 128 where a message has a field above 64).
 *
 * @param algorithm over the covered bytes, filled up with zeros as ISO 9797-1 method 1 says
 * @param bytes how many of the result's bytes the field holds from its left; what is over is zeros
 * @param coverage what is covered
 * @param fields with {@link Coverage#FIELDS}: which, in this order; those that are not there are left out
 * @param messages the messages that have it; their answers have it too
 */
public record Mac(Algorithm algorithm, int bytes, Coverage coverage, List<Integer> fields, Set<MessageKind> messages) {
    /** Of a primary bitmap. */
    public static final int FIELD = 64;
    /** Of a secondary bitmap. */
    public static final int FIELD_SECONDARY = 128;
    /** The field always has as many bytes. */
    public static final int FIELD_BYTES = 8;

    public Mac {
        fields = List.copyOf(fields);
        messages = Set.copyOf(messages);
    }

    /** Which code. */
    public enum Algorithm {
        /** ISO 9797-1 algorithm 1 with single DES: as old as it sounds, and still asked for. */
        DES_CBC,
        /** ISO 9797-1 algorithm 3, ANSI X9.19, the retail MAC. */
        X9_19,
        /** ISO 9797-1 algorithm 5 with AES (NIST SP 800-38B). */
        AES_CMAC
    }

    /** What is covered. */
    public enum Coverage {
        /** The message from its type up to the field of the code. */
        MESSAGE,
        /** The texts of listed fields, one after the other. */
        FIELDS,
        /** The same fields as they lie on the wire, with their lengths. */
        FIELDS_ON_WIRE
    }

    static Mac read(Section s) {
        Coverage coverage = s.word("coverage", Coverage.class);
        Mac mac = new Mac(
                s.word("algorithm", Algorithm.class),
                s.number("bytes", 4, FIELD_BYTES),
                coverage,
                coverage == Coverage.MESSAGE ? List.of() : s.fields("fields"),
                kinds(s));
        if (mac.fields().contains(FIELD) || mac.fields().contains(FIELD_SECONDARY)) {
            throw s.hole("fields", "hold the field of the code itself");
        }
        s.end();
        return mac;
    }

    private static Set<MessageKind> kinds(Section s) {
        EnumSet<MessageKind> kinds = EnumSet.noneOf(MessageKind.class);
        for (String word : s.words("messages")) {
            try {
                kinds.add(MessageKind.valueOf(word.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw s.hole("messages", word + " is no message");
            }
        }
        return kinds;
    }
}
