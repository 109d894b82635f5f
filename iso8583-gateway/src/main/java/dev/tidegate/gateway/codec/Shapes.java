package dev.tidegate.gateway.codec;

import dev.tidegate.gateway.codec.Prefix.Form;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOField;
import org.jpos.iso.ISOFieldPackager;

/**
 * The forms of jPOS' field packagers by the names of their classes. Each is held against jPOS itself by the tests,
 * value for value and byte for byte.
 *
 * <pre>
 *   IF  A | B | E     digits of the length: ASCII, packed, EBCDIC
 *       LL | LLL …    so many digits of length; with H, one or two binary bytes
 *       NUM, CHAR …   what follows
 * </pre>
 */
final class Shapes {
    private static final String JPOS = "org.jpos.iso.";
    private static final Pattern VARIABLE = Pattern.compile("IF([ABE])_(F?)(L{2,4})(H?)(NUM|CHAR|BINARY)");
    private static final Map<String, Content> FIXED = Map.of(
            "IFA_NUMERIC", Content.ASCII_DIGITS,
            "IFE_NUMERIC", Content.EBCDIC_DIGITS,
            "IF_CHAR", Content.ASCII,
            "IFE_CHAR", Content.EBCDIC,
            "IFA_AMOUNT", Content.ASCII_AMOUNT,
            "IFB_BINARY", Content.BINARY,
            "IFA_BINARY", Content.HEX);
    private static final List<Content> PACKED =
            List.of(Content.PACKED_LEFT, Content.PACKED_RIGHT, Content.PACKED_RIGHT_F);

    private Shapes() {}

    /** The shape of a field. */
    static FieldShape of(int field, ISOFieldPackager packager) {
        String type = packager.getClass().getName();
        String name = String.valueOf(packager.getDescription());
        if (type.startsWith(JPOS)) {
            String simple = type.substring(JPOS.length());
            if (simple.equals("IFB_NUMERIC")) {
                return packed(field, name, packager, Prefix.NONE, packager.getLength());
            }
            Content fixed = FIXED.get(simple);
            if (fixed != null) {
                return new KnownShape(field, name, Prefix.NONE, fixed, packager.getLength());
            }
            Matcher variable = VARIABLE.matcher(simple);
            if (variable.matches() && !isOdd(variable)) {
                return variable(field, name, packager, variable);
            }
        }
        return new ForeignShape(field, name, packager);
    }

    private static FieldShape variable(int field, String name, ISOFieldPackager packager, Matcher variable) {
        Prefix prefix = prefix(variable);
        int most = Math.min(packager.getLength(), prefix.most());
        String set = variable.group(1);
        return switch (variable.group(5)) {
            case "NUM" ->
                switch (set) {
                    case "A" -> new KnownShape(field, name, prefix, Content.ASCII_DIGITS, most);
                    case "E" -> new KnownShape(field, name, prefix, Content.EBCDIC_DIGITS, most);
                    default -> packed(field, name, packager, prefix, most);
                };
            case "CHAR" -> new KnownShape(field, name, prefix, set.equals("E") ? Content.EBCDIC : Content.ASCII, most);
            default -> new KnownShape(field, name, prefix, Content.BINARY, most);
        };
    }

    // Names that look alike and are of another kind.
    private static boolean isOdd(Matcher variable) {
        boolean packedDigits =
                variable.group(1).equals("B") && variable.group(5).equals("NUM");
        boolean filled = !variable.group(2).isEmpty();
        boolean binary = !variable.group(4).isEmpty();
        return filled && (!packedDigits || binary)
                || binary
                        && (!variable.group(1).equals("B") || variable.group(3).length() > 3);
    }

    private static Prefix prefix(Matcher variable) {
        int digits = variable.group(3).length();
        if (!variable.group(4).isEmpty()) {
            return new Prefix(Form.BINARY, digits - 1);
        }
        return switch (variable.group(1)) {
            case "A" -> new Prefix(Form.ASCII, digits);
            case "E" -> new Prefix(Form.EBCDIC, digits);
            default -> new Prefix(Form.PACKED, digits);
        };
    }

    /** On which side an odd digit has its filling, and with what, is asked of jPOS: pad attribute and class decide. */
    private static FieldShape packed(int field, String name, ISOFieldPackager packager, Prefix prefix, int most) {
        int digits = most % 2 == 1 ? most : most - 1;
        if (prefix.units() == 0 && most % 2 == 0) {
            return new KnownShape(field, name, prefix, Content.PACKED_LEFT, most);
        }
        try {
            byte[] asked = packager.pack(new ISOField(field, "1".repeat(digits)));
            for (Content content : PACKED) {
                KnownShape shape = new KnownShape(field, name, prefix, content, most);
                byte[] ours = new byte[asked.length];
                byte[] value = "1".repeat(digits).getBytes(StandardCharsets.US_ASCII);
                if (shape.size(value) == asked.length) {
                    shape.write(value, ours, 0);
                    if (Arrays.equals(ours, asked)) {
                        return shape;
                    }
                }
            }
        } catch (ISOException | RuntimeException e) {
            // Then it is jPOS' own.
        }
        return new ForeignShape(field, name, packager);
    }
}
