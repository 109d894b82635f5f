package dev.tidegate.emv.restrictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Objects;
import dev.tidegate.emv.testcard.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessingRestrictionsTest {
    private static final JsonNode VECTORS = Vectors.json("scripts/emv-utils-processing-restrictions.json");

    @TestFactory
    Stream<DynamicTest> check_eachCaseOfTheVectors_setsItsBits() {
        System.out.println("processing restrictions: " + VECTORS.size() + " cases");
        return Vectors.each(VECTORS)
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asText(), () -> {
                    TlvSet terminal = with(with(TlvSet.empty(), vector.get("config")), vector.get("params"));
                    CardObjects card = CardObjects.in(new CardMemory());
                    for (JsonNode object : vector.get("icc")) {
                        card = card.with(
                                Objects.tag(object.get("tag").asText()),
                                Hex.slice(object.get("value").asText()));
                    }

                    assertThat(ProcessingRestrictions.check(card, terminal))
                            .hasToString(vector.get("expect_tvr").asText());
                }));
    }

    /** Usage control, country, kind of sale; one bit of usage control at a time (Book 3, table 36). */
    @ParameterizedTest
    @CsvSource({
        "8100, 0276, 01, true",
        "8100, 0840, 01, false",
        "4100, 0840, 01, true",
        "2100, 0276, 00, true",
        "2100, 0840, 00, false",
        "1100, 0840, 00, true",
        "0900, 0276, 00, true",
        "0900, 0840, 00, false",
        "0500, 0840, 00, true",
        "0500, 0276, 00, false",
        "0100, 0276, 00, false",
        "2100, 0276, 09, false",
        "2180, 0276, 09, true",
        "1140, 0840, 09, true",
        "1180, 0840, 09, false",
        "0180, 0276, 09, false",
        "0100, 0276, 20, true",
        "2000, 0276, 00, false",
        "2200, 0276, 00, false",
    })
    void check_usageControl_allowsWhatItsBitsSay(String control, String country, String type, boolean allowed) {
        CardObjects card = Objects.card("9F07", control, "5F28", country, "5F24", "391231");

        assertThat(ProcessingRestrictions.check(card, terminal(type)).has(2, 5)).isEqualTo(!allowed);
    }

    @Test
    void check_noCountry_looksAtThePlaceAlone() {
        CardObjects card = Objects.card("9F07", "0100", "5F24", "391231");

        assertThat(ProcessingRestrictions.check(card, terminal("00"))).hasToString("0000000000");
    }

    @ParameterizedTest
    @CsvSource({"260314, false", "260313, true", "991231, true", "491231, false"})
    void check_expiry_isTheLastGoodDay(String expiry, boolean expired) {
        CardObjects card = Objects.card("5F24", expiry);

        assertThat(ProcessingRestrictions.check(card, terminal("00")).has(2, 7)).isEqualTo(expired);
    }

    @ParameterizedTest
    @CsvSource({"260314, false", "260315, true", "991231, false"})
    void check_effectiveDate_isTheFirstGoodDay(String effective, boolean early) {
        CardObjects card = Objects.card("5F24", "391231", "5F25", effective);

        assertThat(ProcessingRestrictions.check(card, terminal("00")).has(2, 6)).isEqualTo(early);
    }

    @ParameterizedTest
    @CsvSource({"5F25, 269999", "9F07, FF", "5F25, ''"})
    void check_objectOfAnotherForm_isMalformed(String tag, String value) {
        CardObjects card = Objects.card("5F24", "391231", tag, value);

        assertThatThrownBy(() -> ProcessingRestrictions.check(card, terminal("00")))
                .isInstanceOf(MalformedCardDataException.class);
    }

    private static TlvSet terminal(String type) {
        return Objects.terminal(
                "9F09", "0002", "9F35", "22", "9F40", "6000F0A001", "9F1A", "0276", "9C", type, "9A", "260314");
    }

    private static TlvSet with(TlvSet set, JsonNode objects) {
        TlvSet all = set;
        for (JsonNode object : objects) {
            all = all.with(
                    Objects.tag(object.get("tag").asText()),
                    Octets.ofHex(object.get("value").asText()));
        }
        return all;
    }
}
