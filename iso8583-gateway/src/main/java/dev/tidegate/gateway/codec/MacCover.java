package dev.tidegate.gateway.codec;

import dev.tidegate.gateway.codec.FieldShape.Part;
import dev.tidegate.gateway.profile.Mac;
import dev.tidegate.gateway.profile.Mac.Coverage;
import java.util.Arrays;
import java.util.List;

/** Puts authentication codes into messages and checks those that came: which bytes are covered, the profile says. */
final class MacCover {
    private final Mac rule;
    private final MessageMac key;
    private final Layout layout;

    MacCover(Mac rule, MessageMac key, Layout layout) {
        this.rule = rule;
        this.key = key;
        this.layout = layout;
    }

    boolean waits() {
        return key.waits();
    }

    /** The field that holds the code of a message whose highest other field is this. */
    static int field(int highest) {
        return highest > Mac.FIELD ? Mac.FIELD_SECONDARY : Mac.FIELD;
    }

    /** Makes the code of a message whose field for it holds zeros, and writes it there. */
    void seal(byte[] message, List<Part> parts) {
        Part field = parts.getLast();
        byte[] covered = covered(message, parts, field);
        try {
            byte[] code = Arrays.copyOf(Arrays.copyOf(key.compute(covered), rule.bytes()), Mac.FIELD_BYTES);
            FieldShape shape = layout.shape(field.field());
            if (shape == null) {
                throw new IllegalStateException("a profile without its authentication code's field");
            }
            shape.write(code, message, field.at());
        } finally {
            Arrays.fill(covered, (byte) 0);
        }
    }

    /** @throws MacRejectedException there is none, or a wrong one */
    void check(byte[] message, List<Part> parts) {
        Part field = parts.getLast();
        boolean there = field.field() == Mac.FIELD || field.field() == Mac.FIELD_SECONDARY;
        FieldShape shape = layout.shape(field.field());
        if (!there || shape == null) {
            throw new MacRejectedException(Mac.FIELD, message.length, "there is no authentication code");
        }
        byte[] code = shape.value(message, field);
        byte[] covered = covered(message, parts, field);
        try {
            for (int i = rule.bytes(); i < code.length; i++) {
                if (code[i] != 0) {
                    throw new MacRejectedException(field.field(), field.from() + i, "the code is longer than agreed");
                }
            }
            if (!key.verify(covered, Arrays.copyOf(code, rule.bytes()))) {
                throw new MacRejectedException(field.field(), field.from(), "the authentication code is wrong");
            }
        } finally {
            Arrays.fill(covered, (byte) 0);
        }
    }

    private byte[] covered(byte[] message, List<Part> parts, Part field) {
        if (rule.coverage() == Coverage.MESSAGE) {
            return Arrays.copyOf(message, field.at());
        }
        byte[] covered = new byte[2 * message.length];
        int length = 0;
        for (int wanted : rule.fields()) {
            for (Part part : parts) {
                if (part.field() == wanted) {
                    byte[] one = rule.coverage() == Coverage.FIELDS_ON_WIRE
                            ? Arrays.copyOfRange(message, part.at(), part.to())
                            : value(message, part);
                    System.arraycopy(one, 0, covered, length, one.length);
                    length += one.length;
                    Arrays.fill(one, (byte) 0);
                }
            }
        }
        byte[] whole = Arrays.copyOf(covered, length);
        Arrays.fill(covered, (byte) 0);
        return whole;
    }

    private byte[] value(byte[] message, Part part) {
        FieldShape shape = layout.shape(part.field());
        return shape == null ? new byte[0] : shape.value(message, part);
    }
}
