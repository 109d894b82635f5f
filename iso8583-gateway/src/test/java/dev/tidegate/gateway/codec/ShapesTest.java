package dev.tidegate.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jpos.iso.ISOBinaryField;
import org.jpos.iso.ISOComponent;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOFieldPackager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each form of field that the codec walks itself, against jPOS' own class of that name. */
class ShapesTest {
    private static final long SEED = 11L;
    private static final int LENGTH_MAX = 19;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IFA_NUMERIC",
                "IFB_NUMERIC",
                "IFE_NUMERIC",
                "IF_CHAR",
                "IFE_CHAR",
                "IFB_BINARY",
                "IFA_BINARY",
                "IFA_LLNUM",
                "IFB_LLNUM",
                "IFE_LLNUM",
                "IFA_LLLNUM",
                "IFB_LLLNUM",
                "IFB_FLLNUM",
                "IFB_LLHNUM",
                "IFB_LLLHNUM",
                "IFA_LLCHAR",
                "IFB_LLCHAR",
                "IFE_LLCHAR",
                "IFA_LLLCHAR",
                "IFB_LLLCHAR",
                "IFE_LLLCHAR",
                "IFB_LLHCHAR",
                "IFB_LLLHCHAR",
                "IFB_LLLLCHAR",
                "IFA_LLLLCHAR",
                "IFA_LLBINARY",
                "IFB_LLBINARY",
                "IFE_LLBINARY",
                "IFA_LLLBINARY",
                "IFB_LLLBINARY",
                "IFE_LLLBINARY",
                "IFB_LLHBINARY",
                "IFB_LLLHBINARY",
                "IFA_LLLLBINARY",
                "IFB_LLLLBINARY"
            })
    void shape_ofEachClass_writesAndReadsAsJposDoes(String name) throws ReflectiveOperationException, ISOException {
        Random chance = new Random(SEED);
        for (boolean pad : new boolean[] {true, false}) {
            for (int length = 1; length <= LENGTH_MAX; length++) {
                boolean fixed = !name.contains("LL");
                ISOFieldPackager theirs = packager(name, fixed ? length : LENGTH_MAX, pad);
                FieldShape ours = Shapes.of(5, theirs);
                byte[] value = value(ours, length, chance);

                assertThat(ours).as(name).isInstanceOf(KnownShape.class);
                byte[] packed = packed(theirs, value);
                byte[] frame = new byte[ours.size(value) + 3];
                ours.write(value, frame, 3);
                assertThat(Arrays.copyOfRange(frame, 3, frame.length))
                        .as("%s of %d, pad %s", name, length, pad)
                        .isEqualTo(packed);
                assertThat(ours.value(frame, ours.read(frame, 3))).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"IFB_AMOUNT", "IFB_HEX", "IFA_LLABINARY"})
    void shape_thatOnlyJposKnows_isAsStrict(String name) throws ReflectiveOperationException, ISOException {
        FieldShape shape = Shapes.of(5, packager(name, 8, true));
        byte[] value = shape.kind() == Content.Kind.BYTES
                ? new byte[] {1, 2, 3, 4, 5, 6, 7, 8}
                : "C1234567".getBytes(StandardCharsets.US_ASCII);
        if (name.equals("IFB_HEX")) {
            value = "12345678".getBytes(StandardCharsets.US_ASCII);
        }

        assertThat(shape).isInstanceOf(ForeignShape.class);
        byte[] frame = new byte[shape.size(value)];
        shape.write(value, frame, 0);
        assertThat(shape.value(frame, shape.read(frame, 0))).isEqualTo(value);
        byte[] cut = Arrays.copyOf(frame, frame.length - 1);
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> shape.read(cut, 0));
    }

    private static ISOFieldPackager packager(String name, int length, boolean pad) throws ReflectiveOperationException {
        ISOFieldPackager packager = (ISOFieldPackager)
                Class.forName("org.jpos.iso." + name).getDeclaredConstructor().newInstance();
        packager.setLength(length);
        packager.setPad(pad);
        return packager;
    }

    private static byte[] packed(ISOFieldPackager packager, byte[] value) throws ISOException {
        ISOComponent component = packager.createComponent(5);
        if (component instanceof ISOBinaryField) {
            component.setValue(value);
        } else {
            component.setValue(new String(value, StandardCharsets.US_ASCII));
        }
        return packager.pack(component);
    }

    private static byte[] value(FieldShape shape, int length, Random chance) {
        byte[] value = new byte[length];
        for (int i = 0; i < length; i++) {
            value[i] = (byte) (shape.kind() == Content.Kind.BYTES ? chance.nextInt() : '0' + chance.nextInt(10));
        }
        return value;
    }
}
