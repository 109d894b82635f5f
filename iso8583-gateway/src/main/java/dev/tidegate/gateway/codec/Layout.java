package dev.tidegate.gateway.codec;

import dev.tidegate.gateway.codec.FieldShape.Part;
import dev.tidegate.gateway.profile.ProfileHoleException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOFieldPackager;
import org.jpos.iso.packager.GenericPackager;
import org.jspecify.annotations.Nullable;

/**
 * The whole message on the wire, as a packager file of jPOS describes it.
 *
 * <pre>
 *   type       bitmap          field 2, 3, … in order, each where its bit is set
 *   4 digits   8 or 16 bytes   (the second eight where bit 1 is set), or twice as many hexadecimal characters
 * </pre>
 *
 * <p>jPOS reads the file, and the fields whose form it alone knows. The walk over a message is the codec's own, so that
 * one pass is strict: jPOS packs a letter as two wrong digits, takes nibbles that are none, and ignores what is left
 * over, and would have to be asked twice about everything.
 */
final class Layout {
    /** Two bitmaps. */
    static final int FIELD_MAX = 128;

    private static final int PRIMARY = 64;
    /** Its bit says that a third bitmap follows, which no message of these editions has. */
    private static final int THIRD_BITMAP = 65;

    private static final Set<String> BITMAPS =
            Set.of("org.jpos.iso.IFB_BITMAP", "org.jpos.iso.IFA_BITMAP", "org.jpos.iso.IFE_BITMAP");

    private final FieldShape type;
    private final Content bitmap;
    private final boolean secondary;
    private final @Nullable FieldShape[] shapes = new FieldShape[FIELD_MAX + 1];

    private Layout(FieldShape type, Content bitmap, boolean secondary) {
        this.type = type;
        this.bitmap = bitmap;
        this.secondary = secondary;
    }

    /** @throws ProfileHoleException the file is none that can be read, or one with a bitmap that is not supported */
    static Layout read(Path file) {
        GenericPackager packager = packager(file);
        ISOFieldPackager type = packager.getFieldPackager(0);
        ISOFieldPackager map = packager.getFieldPackager(1);
        if (type == null || map == null) {
            throw new ProfileHoleException(file.toString(), "has no field 0 and 1");
        }
        FieldShape typeShape = Shapes.of(0, type);
        boolean fourDigits = typeShape instanceof KnownShape known
                && known.content().kind() == Content.Kind.DIGITS
                && known.prefix().units() == 0
                && known.most() == 4;
        if (!fourDigits) {
            throw new ProfileHoleException(file.toString(), "field 0 is no message type of four digits");
        }
        String form = map.getClass().getName();
        if (!BITMAPS.contains(form) || map.getLength() != 8 && map.getLength() != 16) {
            throw new ProfileHoleException(file.toString(), "field 1 is no bitmap of 8 or 16 bytes");
        }
        // Hexadecimal digits of EBCDIC are not those of ASCII, so the rare form is left to a later profile.
        if (form.endsWith("IFE_BITMAP")) {
            throw new ProfileHoleException(file.toString(), "field 1 is a bitmap in EBCDIC, which is not supported");
        }
        Content bitmap = form.endsWith("IFA_BITMAP") ? Content.HEX : Content.BINARY;
        Layout layout = new Layout(typeShape, bitmap, map.getLength() == 16);
        for (int field = 2; field <= (layout.secondary ? FIELD_MAX : PRIMARY); field++) {
            ISOFieldPackager one = packager.getFieldPackager(field);
            if (one != null
                    && field != THIRD_BITMAP
                    && !BITMAPS.contains(one.getClass().getName())) {
                layout.shapes[field] = Shapes.of(field, one);
            }
        }
        return layout;
    }

    private static GenericPackager packager(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new GenericPackager(in);
        } catch (ISOException | IOException | RuntimeException e) {
            throw new ProfileHoleException(file.toString(), "is no packager that can be read");
        }
    }

    /** The shape of the message type. */
    FieldShape type() {
        return type;
    }

    /** The shape of a field; null where the file has none. */
    @Nullable
    FieldShape shape(int field) {
        return shapes[field];
    }

    /**
     * Writes a message.
     *
     * @param values by field number, null where it is not there
     * @throws UnsendableException a value does not fit its field
     */
    byte[] write(String messageType, byte[] @Nullable [] values) {
        byte[] typeDigits = digits(messageType);
        int mapAt = type.size(typeDigits);
        int length = mapAt;
        int highest = 0;
        int[] sizes = new int[FIELD_MAX + 1];
        for (int field = 2; field <= FIELD_MAX; field++) {
            byte[] value = values[field];
            if (value != null) {
                FieldShape shape = shapes[field];
                int size = shape == null ? -1 : shape.size(value);
                if (size < 0) {
                    throw new UnsendableException(field, "does not fit its shape");
                }
                sizes[field] = size;
                length += size;
                highest = field;
            }
        }
        byte[] map = new byte[highest > PRIMARY ? 16 : 8];
        map[0] = (byte) (map.length == 16 ? 0x80 : 0);
        byte[] out = new byte[length + bitmap.bytes(map.length)];
        type.write(typeDigits, out, 0);
        int at = mapAt + bitmap.bytes(map.length);
        for (int field = 2; field <= highest; field++) {
            byte[] value = values[field];
            FieldShape shape = shapes[field];
            if (value != null && shape != null) {
                map[field - 1 >> 3] |= (byte) (0x80 >> (field - 1 & 7));
                shape.write(value, out, at);
                at += sizes[field];
            }
        }
        bitmap.write(map, out, mapAt);
        return out;
    }

    /**
     * Walks over a message.
     *
     * @param parts gets each field that could be read, in order, those before a fault too
     * @return the message type
     * @throws MalformedMessageException it is not as the file says
     */
    String read(byte[] in, List<Part> parts) {
        Part typePart = type.read(in, 0);
        String messageType = new String(type.value(in, typePart), StandardCharsets.US_ASCII);
        parts.add(typePart);
        byte[] first = map(in, typePart.to());
        byte[] map = first;
        int at = typePart.to() + bitmap.bytes(first.length);
        if (first[0] < 0) {
            if (!secondary) {
                throw new MalformedMessageException(1, typePart.to(), "there is a second bitmap");
            }
            byte[] second = map(in, at);
            if (second[0] < 0) {
                throw new MalformedMessageException(1, at, "there is a third bitmap");
            }
            map = Arrays.copyOf(first, 16);
            System.arraycopy(second, 0, map, 8, 8);
            at += bitmap.bytes(second.length);
        }
        parts.add(new Part(1, typePart.to(), typePart.to(), at, map.length));
        int highest = 0;
        for (int field = 2; field <= map.length * 8; field++) {
            if ((map[field - 1 >> 3] & 0x80 >> (field - 1 & 7)) != 0) {
                FieldShape shape = shapes[field];
                if (shape == null) {
                    throw new MalformedMessageException(field, at, "the profile has no such field");
                }
                Part part = shape.read(in, at);
                parts.add(part);
                at = part.to();
                highest = field;
            }
        }
        if (map.length == 16 && highest <= PRIMARY) {
            throw new MalformedMessageException(1, typePart.to(), "a second bitmap without a field");
        }
        if (at != in.length) {
            throw new MalformedMessageException(-1, at, (in.length - at) + " bytes are left over");
        }
        return messageType;
    }

    private byte[] map(byte[] in, int at) {
        if (at + bitmap.bytes(8) > in.length) {
            throw new MalformedMessageException(1, in.length, "the message ends in its bitmap");
        }
        int wrong = bitmap.wrong(in, at, 8, false);
        if (wrong >= 0) {
            throw new MalformedMessageException(1, wrong, "a bitmap that is not hexadecimal");
        }
        return bitmap.read(in, at, 8);
    }

    private static byte[] digits(String type) {
        return type.getBytes(StandardCharsets.US_ASCII);
    }
}
