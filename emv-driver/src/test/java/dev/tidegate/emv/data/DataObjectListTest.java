package dev.tidegate.emv.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Objects;
import dev.tidegate.emv.testcard.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DataObjectListTest {
    private static final JsonNode VECTORS =
            Vectors.json("scripts/emv-utils-dol.json").get("arrays");
    private static final TlvSet NOTHING = TlvSet.empty();
    private static final CardObjects NO_CARD = CardObjects.in(new CardMemory());

    @Test
    void vectors_lists_areAllPlayedHere() {
        List<String> names = new ArrayList<>();
        VECTORS.fieldNames().forEachRemaining(names::add);
        System.out.println("data object lists: "
                + names.stream().filter(name -> name.endsWith("_dol")).count() + " lists");

        assertThat(names)
                .containsExactly(
                        "test1_dol",
                        "test2_dol",
                        "test3_dol",
                        "test4_dol",
                        "test5_dol",
                        "test6_dol",
                        "test6_data",
                        "test7_dol",
                        "test7_data");
    }

    @Test
    void read_vector1_hasEightEntries() {
        DataObjectList list = list("test1_dol");

        assertThat(list.entries()).hasSize(8);
        assertThat(list.entries().getFirst()).isEqualTo(new DataObjectList.Entry(Tag.AMOUNT_AUTHORISED, 6));
        assertThat(list.entries().getLast()).isEqualTo(new DataObjectList.Entry(Tag.UNPREDICTABLE_NUMBER, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test2_dol", "test3_dol", "test5_dol"})
    void read_vectorThatEndsInTheMiddle_isRefused(String name) {
        assertThatThrownBy(() -> list(name)).isInstanceOf(MalformedCardDataException.class);
    }

    @Test
    void valuesLength_vector4_is29() {
        assertThat(list("test4_dol").valuesLength()).isEqualTo(29);
    }

    @Test
    void fill_vector6_isItsData() {
        byte[] filled = list("test6_dol").fill(terminal(), card());

        assertThat(Hex.of(filled)).isEqualTo(data("test6_data"));
    }

    @Test
    void fill_vector7_cutsAndFillsUpByFormat() {
        TlvSet terminal = terminal()
                .with(new Tag(0x5A), Octets.ofHex("541333008902001F"))
                .with(new Tag(0x9F20), Octets.ofHex("12345F"));
        CardObjects card =
                card().with(new Tag(0x9F20), Hex.slice("123F")).with(new Tag(0x9F19), Hex.slice("654321012345"));

        byte[] filled = list("test7_dol").fill(terminal, card);

        assertThat(Hex.of(filled)).isEqualTo(data("test7_data"));
    }

    @Test
    void fill_unknownTag_isZero() {
        assertThat(Hex.of(read("9F7E039F0202").fill(NOTHING, NO_CARD))).isEqualTo("0000000000");
    }

    @Test
    void fill_templateInAList_isZero() {
        CardObjects card = Objects.card("70", "9C0100");

        assertThat(Hex.of(read("7003").fill(NOTHING, card))).isEqualTo("000000");
    }

    @Test
    void fill_bothKnowIt_isTheTerminals() {
        TlvSet terminal = Objects.terminal("9F37", "01020304");
        CardObjects card = Objects.card("9F37", "FFFFFFFF");

        assertThat(Hex.of(read("9F3704").fill(terminal, card))).isEqualTo("01020304");
    }

    @ParameterizedTest
    @CsvSource({
        "9F02, 000000012345, 2, 2345",
        "9F02, 1234, 4, 00001234",
        "5A, 4761739001010119, 4, 47617390",
        "5A, 47617390010101, 9, 47617390010101FFFF",
        "9F34, 5E0300, 2, 5E03",
        "9F34, 5E0300, 5, 5E03000000",
        "9A, 260314, 0, ''",
        "42, 476173, 4, 00476173",
        "9F0C, 47617390, 3, 617390",
        "9F25, 0119, 3, 000119",
        "9F3B, 0978, 4, 00000978",
        "9F62, 0038, 4, 00380000",
    })
    void fill_otherLength_isCutOrFilledUp(String tag, String value, int length, String expected) {
        String list = tag + Hex.of(new byte[] {(byte) length});

        byte[] filled = read(list).fill(NOTHING, Objects.card(tag, value));

        assertThat(Hex.of(filled)).isEqualTo(expected);
    }

    @Test
    void read_moreThanACommandCarries_isRefused() {
        assertThat(read("9F02FF").valuesLength()).isEqualTo(255);
        assertThatThrownBy(() -> read("9F02FF9C01")).isInstanceOf(MalformedCardDataException.class);
    }

    @Test
    void asksFor_tagInTheList_isTrue() {
        assertThat(read("9F0206").asksFor(Tag.AMOUNT_AUTHORISED)).isTrue();
        assertThat(read("9F0206").asksFor(Tag.AMOUNT_OTHER)).isFalse();
        assertThat(DataObjectList.empty().valuesLength()).isZero();
    }

    // Source 1 and 2 of the vectors.
    private static TlvSet terminal() {
        return Objects.terminal(
                "9C",
                "09",
                "9A",
                "240217",
                "5F2A",
                "0978",
                "9F02",
                "000123456789",
                "9F03",
                "000987654321",
                "9F37",
                "DEADBEEF");
    }

    private static CardObjects card() {
        return Objects.card("9F1A", "0528", "9F37", "DEADCAFE", "95", "1234554321");
    }

    private static DataObjectList list(String name) {
        return read(VECTORS.get(name).asText());
    }

    private static DataObjectList read(String hex) {
        return DataObjectList.read(Hex.slice(hex));
    }

    private static String data(String name) {
        return VECTORS.get(name).asText().toUpperCase(Locale.ROOT);
    }
}
