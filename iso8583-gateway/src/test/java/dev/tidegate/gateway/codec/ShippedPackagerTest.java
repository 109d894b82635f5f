package dev.tidegate.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.gateway.codec.FieldShape.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOUtil;
import org.jpos.iso.packager.GenericPackager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packager files that jPOS itself ships, unchanged: what the codec's own walk writes and reads is what jPOS writes
 * and reads, value for value and byte for byte.
 */
class ShippedPackagerTest {
    private static final long SEED = 87_93L;
    private static final int MESSAGES = 300;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"iso87ascii", "iso87binary", "iso93ascii", "iso93binary"})
    void packager_asShipped_writesWhatJposWrites(String name) throws IOException, ISOException {
        Layout layout = Layout.read(shipped(name));
        GenericPackager theirs = theirs(name);
        Random chance = new Random(SEED);

        for (int i = 0; i < MESSAGES; i++) {
            byte[] @Nullable [] values = values(layout, theirs, chance);
            byte[] ours = layout.write("0200", values);

            assertThat(ISOUtil.hexString(ours))
                    .as("%s, message %d of seed %d", name, i, SEED)
                    .isEqualTo(ISOUtil.hexString(packed(layout, theirs, values)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso87ascii", "iso87binary", "iso93ascii", "iso93binary"})
    void packager_asShipped_readsWhatItWrote(String name) throws IOException {
        Layout layout = Layout.read(shipped(name));
        GenericPackager theirs = theirs(name);
        Random chance = new Random(SEED + 1);

        for (int i = 0; i < MESSAGES; i++) {
            byte[] @Nullable [] values = values(layout, theirs, chance);
            byte[] frame = layout.write("0200", values);
            List<Part> parts = new ArrayList<>();

            assertThat(layout.read(frame, parts)).isEqualTo("0200");
            for (Part part : parts.subList(2, parts.size())) {
                assertThat(Objects.requireNonNull(layout.shape(part.field())).value(frame, part))
                        .as("%s, field %d of message %d of seed %d", name, part.field(), i, SEED + 1)
                        .isEqualTo(values[part.field()]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso87ascii", "iso87binary", "iso93ascii", "iso93binary"})
    void packager_asShipped_hasShapesOfItsOwnButForAmountsAndBitmaps(String name) throws IOException {
        Layout layout = Layout.read(shipped(name));

        List<Integer> foreign = new ArrayList<>();
        for (int field = 2; field <= Layout.FIELD_MAX; field++) {
            if (layout.shape(field) instanceof ForeignShape) {
                foreign.add(field);
            }
        }

        assertThat(foreign).isSubsetOf(28, 29, 30, 31, 46, 97);
    }

    private static byte[] @Nullable [] values(Layout layout, GenericPackager theirs, Random chance) {
        byte[] @Nullable [] values = new byte[Layout.FIELD_MAX + 1][];
        for (int field = 2; field <= Layout.FIELD_MAX; field++) {
            FieldShape shape = layout.shape(field);
            if (shape != null && chance.nextInt(3) == 0) {
                byte[] value = value(shape, theirs.getFieldPackager(field).getLength(), chance);
                if (shape.size(value) > 0) {
                    values[field] = value;
                }
            }
        }
        values[3] = "000000".getBytes(StandardCharsets.US_ASCII);
        return values;
    }

    private static byte[] value(FieldShape shape, int most, Random chance) {
        boolean fixed = !(shape instanceof KnownShape known) || known.prefix().units() == 0;
        int length = fixed ? most : chance.nextInt(1, most + 1);
        byte[] value = new byte[length];
        for (int i = 0; i < length; i++) {
            value[i] = switch (shape.kind()) {
                case DIGITS -> (byte) ('0' + chance.nextInt(10));
                case CHARACTERS, AMOUNT -> (byte) (i == 0 ? 'C' : '0' + chance.nextInt(10));
                case BYTES -> (byte) chance.nextInt();
            };
        }
        return value;
    }

    private static byte[] packed(Layout layout, GenericPackager theirs, byte[] @Nullable [] values)
            throws ISOException {
        ISOMsg message = new ISOMsg("0200");
        message.setPackager(theirs);
        for (int field = 2; field <= Layout.FIELD_MAX; field++) {
            byte[] value = values[field];
            if (value != null) {
                boolean bytes = Objects.requireNonNull(layout.shape(field)).kind() == Content.Kind.BYTES;
                if (bytes) {
                    message.set(field, value);
                } else {
                    message.set(field, new String(value, StandardCharsets.US_ASCII));
                }
            }
        }
        return message.pack();
    }

    private Path shipped(String name) throws IOException {
        Path file = folder.resolve(name + ".xml");
        try (InputStream in = resource(name)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static GenericPackager theirs(String name) throws IOException {
        try (InputStream in = resource(name)) {
            return new GenericPackager(in);
        } catch (ISOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(GenericPackager.class.getResourceAsStream("/packager/" + name + ".xml"));
    }
}
