package dev.tidegate.gateway.codec;

/**
 * A field of a form that the codec walks itself.
 *
 * @param most the most digits, characters or bytes; where there is no length before it, always so many
 */
record KnownShape(int field, String name, Prefix prefix, Content content, int most) implements FieldShape {
    /** ISO 8583 code z: digits and one separator. */
    private static final int TRACK_2 = 35;

    @Override
    public Content.Kind kind() {
        return content.kind();
    }

    @Override
    public int size(byte[] value) {
        boolean fixed = prefix.units() == 0;
        if (value.length == 0 || value.length > most || fixed && value.length != most) {
            return -1;
        }
        return content.fits(value, field == TRACK_2) ? prefix.bytes() + content.bytes(value.length) : -1;
    }

    @Override
    public void write(byte[] value, byte[] out, int at) {
        prefix.write(value.length, out, at);
        content.write(value, out, at + prefix.bytes());
    }

    @Override
    public Part read(byte[] in, int at) {
        int units = most;
        int from = at + prefix.bytes();
        if (from > in.length) {
            throw new MalformedMessageException(field, in.length, "the message ends in its length");
        }
        if (prefix.units() > 0) {
            units = prefix.read(in, at);
            if (units < 0) {
                throw new MalformedMessageException(field, at, "its length is no number");
            }
            if (units == 0 || units > most) {
                throw new MalformedMessageException(
                        field, at, "its length is " + units + ", the profile allows 1 to " + most);
            }
        }
        int to = from + content.bytes(units);
        if (to > in.length) {
            throw new MalformedMessageException(
                    field, in.length, "the message ends " + (to - in.length) + " bytes before the field does");
        }
        int wrong = content.wrong(in, from, units, field == TRACK_2);
        if (wrong >= 0) {
            throw new MalformedMessageException(field, wrong, "a byte that is none of " + content);
        }
        return new Part(field, at, from, to, units);
    }

    @Override
    public byte[] value(byte[] in, Part part) {
        return content.read(in, part.from(), part.units());
    }
}
