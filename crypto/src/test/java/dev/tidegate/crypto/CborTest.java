package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.Reason;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CborTest {
    @ParameterizedTest
    @CsvSource({
        "0, a10100",
        "23, a10117",
        "24, a1011818",
        "255, a10118ff",
        "256, a101190100",
        "65535, a10119ffff",
        "65536, a1011a00010000",
        "4294967295, a1011affffffff",
        "4294967296, a1011b0000000100000000",
        "9223372036854775807, a1011b7fffffffffffffff"
    })
    void writer_numberAtAnEdge_takesTheShortestForm(long value, String hex) {
        assertThat(hex(new CborWriter().number(1, value).map())).isEqualTo(hex);
        assertThat(read(hex).number(1)).isEqualTo(value);
    }

    @Test
    void writer_eachKind_isWrittenAsRfc8949Says() {
        byte[] map = new CborWriter()
                .octets(1, new byte[] {1, 2, 3})
                .text(2, "é")
                .number(300, 7)
                .map();

        assertThat(hex(map)).isEqualTo("a3" + "01" + "43010203" + "02" + "62c3a9" + "19012c" + "07");
    }

    @Test
    void writer_longStrings_growTheBufferAndComeBack() {
        String text = "x".repeat(70_000);

        CborMap in = CborMap.read(
                new CborWriter().octets(1, new byte[300]).text(2, text).map());

        assertThat(in.bytes(1)).isEqualTo(new byte[300]);
        assertThat(in.text(2)).isEqualTo(text);
    }

    @Test
    void writer_keyThatDoesNotAscend_isRefused() {
        CborWriter out = new CborWriter().number(2, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> out.number(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> out.number(1, 1));
    }

    @Test
    void writer_negativeNumber_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CborWriter().number(1, -1));
    }

    @Test
    void writer_tooManyEntries_isRefused() {
        CborWriter out = new CborWriter();
        for (int key = 1; key <= CborMap.ENTRIES_MAX; key++) {
            out.number(key, key);
        }

        assertThat(CborMap.read(out.map()).number(64)).isEqualTo(64);
        assertThatIllegalArgumentException().isThrownBy(() -> out.number(65, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "00", // not a map
                "a1", // ends before a key
                "a101", // ends before a value
                "a10118", // ends inside a number
                "a101430102", // ends inside a byte string
                "a1010000", // something behind
                "a00a", // something behind an empty map
                "a1011800", // 0 in two bytes
                "a1011817", // 23 in two bytes
                "a101190017", // 23 in three bytes
                "a1011900ff", // 255 in three bytes
                "a1011a0000ffff", // 65535 in five bytes
                "a1011b00000000ffffffff", // 2^32-1 in nine bytes
                "a1011b8000000000000000", // 2^63
                "a1011c",
                "a1011d",
                "a1011e", // reserved
                "a1015801" + "00", // a length of 1 in two bytes
                "b80101" + "00", // one entry, counted in two bytes
                "bf0100ff", // indefinite map
                "a1015f4101ff", // indefinite byte string
                "a1017f6161ff", // indefinite text
                "a2010001" + "00", // a key twice
                "a202000100", // keys descend
                "a10000", // key 0
                "a12000", // negative key
                "a1616100", // text as key
                "a11a0001000000", // a key above 65535
                "a10120", // negative number
                "a10180", // array
                "a101a0", // map inside
                "a101c100", // tag
                "a101f4",
                "a101f6",
                "a101f90000", // simple, null, float
                "a1015affffffff", // byte string of 4 GiB
                "a1015bffffffffffffffff", // of 2^64
                "b8ff", // 255 entries promised
                "bbffffffffffffffff" // 2^64 entries promised
            })
    void reader_whatTheWriterWouldNotWrite_isRefused(String hex) {
        assertThatThrownBy(() -> read(hex)).isInstanceOf(Rejection.class).hasMessage("BAD_PAYLOAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a10161ff", "a10162c080", "a10163eda080"})
    void reader_textThatIsNotUtf8_isRefused(String hex) {
        assertThatThrownBy(() -> read(hex).text(1)).isInstanceOf(Rejection.class);
    }

    @Test
    void reader_anotherKindThanAskedFor_isRefused() {
        CborMap in = CborMap.read(new CborWriter()
                .number(1, 5)
                .text(2, "a")
                .octets(3, new byte[1])
                .map());

        assertThatThrownBy(() -> in.text(1)).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> in.bytes(2)).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> in.number(3)).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> in.number(4)).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> in.number(1, 4)).isInstanceOf(Rejection.class);
    }

    @Test
    void reader_nameOfNoConstant_isRefused() {
        CborMap in = CborMap.read(
                new CborWriter().text(1, "NONE").text(2, "none").text(3, "").map());

        assertThat(in.constant(1, Reason.class)).isEqualTo(Reason.NONE);
        assertThatThrownBy(() -> in.constant(2, Reason.class)).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> in.constant(3, Reason.class)).isInstanceOf(Rejection.class);
    }

    @Test
    void end_keyThatNobodyAskedFor_isRefused() {
        CborMap in = CborMap.read(new CborWriter().number(1, 5).number(2, 6).map());

        assertThat(in.number(1)).isEqualTo(5);
        assertThatThrownBy(in::end).isInstanceOf(Rejection.class);
        assertThat(in.number(2)).isEqualTo(6);
        in.end();
    }

    @Test
    void reader_changedMaps_areRefusedOrReadAsWritten() {
        SplittableRandom chance = new SplittableRandom(20_261_122);
        byte[] map = Summary.write(Samples.stored(1));
        int accepted = 0;

        for (int i = 0; i < 20_000; i++) {
            byte[] changed = mutate(map, chance);
            try {
                CborMap in = CborMap.read(changed);
                accepted += in.has(1) ? 1 : 0;
            } catch (Rejection e) {
                assertThat(e.code()).isEqualTo("BAD_PAYLOAD");
            }
        }

        assertThat(accepted).as("some changes hit a value and leave the form").isBetween(1, 19_999);
    }

    @Test
    void wipe_afterWriting_leavesTheMapAlone() {
        CborWriter out = new CborWriter().octets(1, new byte[] {9, 9});
        byte[] map = out.map();

        out.wipe();

        assertThat(hex(map)).isEqualTo("a101420909");
    }

    static byte[] mutate(byte[] bytes, SplittableRandom chance) {
        byte[] changed =
                Arrays.copyOf(bytes, chance.nextInt(10) == 0 ? chance.nextInt(bytes.length + 8) : bytes.length);
        int changes = 1 + chance.nextInt(4);
        for (int i = 0; i < changes && changed.length > 0; i++) {
            changed[chance.nextInt(changed.length)] = (byte) chance.nextInt(256);
        }
        return changed;
    }

    private static CborMap read(String hex) {
        return CborMap.read(HexFormat.of().parseHex(hex));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
