package dev.tidegate.gateway.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jpos.iso.ISOBinaryField;
import org.jpos.iso.ISOComponent;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOField;
import org.jpos.iso.ISOFieldPackager;

/**
 * A field of a form that only jPOS knows, for example one with fields inside. jPOS reads and writes it; what it read is
 * written again and must be the same bytes, what it wrote is read again and must be the same value. So the field is as
 * strict as the others, at three times the work.
 */
record ForeignShape(int field, String name, ISOFieldPackager packager) implements FieldShape {
    @Override
    public Content.Kind kind() {
        return packager.createComponent(field) instanceof ISOBinaryField ? Content.Kind.BYTES : Content.Kind.CHARACTERS;
    }

    @Override
    public int size(byte[] value) {
        byte[] packed = packed(value);
        return packed.length == 0 ? -1 : packed.length;
    }

    @Override
    public void write(byte[] value, byte[] out, int at) {
        byte[] packed = packed(value);
        System.arraycopy(packed, 0, out, at, packed.length);
        Arrays.fill(packed, (byte) 0);
    }

    /** Empty where it cannot be written, or is read otherwise than it was written. */
    private byte[] packed(byte[] value) {
        try {
            ISOComponent component = packager.createComponent(field);
            if (component instanceof ISOBinaryField) {
                component.setValue(value);
            } else if (component instanceof ISOField) {
                component.setValue(new String(value, StandardCharsets.US_ASCII));
            } else {
                return new byte[0];
            }
            byte[] packed = packager.pack(component);
            ISOComponent again = packager.createComponent(field);
            boolean same = packager.unpack(again, packed, 0) == packed.length && Arrays.equals(bytes(again), value);
            return same ? packed : new byte[0];
        } catch (ISOException | RuntimeException e) {
            // jPOS quotes values in its messages; they end here.
            return new byte[0];
        }
    }

    @Override
    public Part read(byte[] in, int at) {
        try {
            ISOComponent component = packager.createComponent(field);
            int used = packager.unpack(component, in, at);
            byte[] again = packager.pack(component);
            if (used > 0 && at + used <= in.length && Arrays.equals(again, 0, again.length, in, at, at + used)) {
                return new Part(field, at, at, at + used, used);
            }
        } catch (ISOException | RuntimeException e) {
            // Hostile lengths make jPOS fail in many ways; to us they are one.
        }
        throw new MalformedMessageException(field, at, "cannot be read, or is written otherwise");
    }

    @Override
    public byte[] value(byte[] in, Part part) {
        try {
            ISOComponent component = packager.createComponent(field);
            packager.unpack(component, in, part.at());
            return bytes(component);
        } catch (ISOException e) {
            throw new IllegalStateException("a field that was read cannot be read again");
        }
    }

    /** The value; none of a field with fields inside. */
    private static byte[] bytes(ISOComponent component) throws ISOException {
        return switch (component.getValue()) {
            case byte[] bytes -> bytes;
            case String text -> text.getBytes(StandardCharsets.US_ASCII);
            case null, default -> new byte[0];
        };
    }
}
