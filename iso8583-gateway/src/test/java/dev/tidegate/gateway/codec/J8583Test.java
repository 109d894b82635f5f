package dev.tidegate.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.solab.iso8583.IsoMessage;
import com.solab.iso8583.IsoType;
import com.solab.iso8583.MessageFactory;
import com.solab.iso8583.parse.FieldParseInfo;
import dev.tidegate.core.card.Octets;
import dev.tidegate.gateway.codec.FieldShape.Part;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.profile.Golden;
import dev.tidegate.gateway.profile.GoldenReader;
import dev.tidegate.gateway.profile.Profile;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** An independent library, with a table of its own, reads our messages of the generic profile, field for field. */
class J8583Test {
    /** A letter and packed digits, which j8583 has no type for. */
    private static final int SIGNED = 97;

    private static final Map<Integer, FieldParseInfo> TABLE = table();

    private final Profile profile = Profiles.generic();
    private final Layout layout = Layout.read(profile.packager());

    @TestFactory
    Stream<DynamicTest> goldenMessage_readByJ8583_hasTheSameFields() {
        Golden golden = GoldenReader.read(profile);
        return Stream.of(
                        golden.sent().stream().map(one -> Map.entry(one.name(), one.frame())),
                        golden.network().stream().map(one -> Map.entry(one.name(), one.frame())),
                        golden.sums().stream().map(one -> Map.entry(one.name(), one.frame())),
                        golden.answers().stream().map(one -> Map.entry(one.name(), one.frame())))
                .flatMap(one -> one)
                .map(one -> dynamicTest(
                        one.getKey(), () -> assertThat(theirs(one.getValue())).isEqualTo(ours(one.getValue()))));
    }

    private Map<Integer, String> ours(Octets frame) {
        List<Part> parts = new ArrayList<>();
        layout.read(frame.toByteArray(), parts);
        Map<Integer, String> fields = new TreeMap<>();
        for (Part part : parts.subList(2, parts.size())) {
            FieldShape shape = Objects.requireNonNull(layout.shape(part.field()));
            byte[] value = shape.value(frame.toByteArray(), part);
            fields.put(
                    part.field(),
                    shape.kind() == Content.Kind.BYTES
                            ? Octets.of(value).hex()
                            : new String(value, StandardCharsets.US_ASCII).replace('=', 'D'));
        }
        return fields;
    }

    private static Map<Integer, String> theirs(Octets frame) throws ParseException, UnsupportedEncodingException {
        MessageFactory<IsoMessage> factory = new MessageFactory<>();
        factory.setUseBinaryMessages(true);
        factory.setUseBinaryBitmap(true);
        factory.setParseMap(Integer.parseInt(frame.hex().substring(0, 4), 16), TABLE);
        IsoMessage message = factory.parseMessage(frame.toByteArray(), 0);
        Map<Integer, String> fields = new TreeMap<>();
        for (int field = 2; field <= 128; field++) {
            if (message.hasField(field)) {
                String text = message.getField(field).toString();
                fields.put(
                        field,
                        field == SIGNED ? (char) Integer.parseInt(text.substring(0, 2), 16) + text.substring(2) : text);
            }
        }
        return fields;
    }

    private static Map<Integer, FieldParseInfo> table() {
        Map<Integer, FieldParseInfo> table = new HashMap<>();
        put(table, IsoType.LLBCDBIN, new int[][] {{2, 19}, {35, 37}});
        put(table, IsoType.NUMERIC, new int[][] {
            {3, 6}, {4, 12}, {7, 10}, {11, 6}, {12, 6}, {13, 4}, {14, 4}, {18, 4}, {22, 3}, {23, 3}, {25, 2}, {49, 3},
            {70, 3}, {90, 42}, {15, 4}, {66, 1}, {74, 10}, {75, 10}, {76, 10}, {77, 10}, {86, 16}, {87, 16}, {88, 16},
            {89, 16}
        });
        put(table, IsoType.ALPHA, new int[][] {{37, 12}, {38, 6}, {39, 2}, {41, 8}, {42, 15}, {43, 40}});
        put(table, IsoType.BINARY, new int[][] {{SIGNED, 9}});
        put(table, IsoType.LLLBIN, new int[][] {{55, 255}});
        put(table, IsoType.LLLVAR, new int[][] {{60, 999}});
        return table;
    }

    private static void put(Map<Integer, FieldParseInfo> table, IsoType type, int[][] rows) {
        for (int[] row : rows) {
            table.put(row[0], FieldParseInfo.getInstance(type, row[1], "US-ASCII", false));
        }
    }
}
