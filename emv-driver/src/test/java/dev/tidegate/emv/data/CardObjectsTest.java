package dev.tidegate.emv.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CardObjectsTest {
    private static final Tag NUMBER = new Tag(0x5A);

    @Test
    void with_sameTagAgain_staysAsItWas() {
        CardObjects card = Objects.card("82", "7C00").with(Tag.AIP, Hex.slice("0000"));

        assertThat(card.octets(Tag.AIP).hex()).isEqualTo("7C00");
    }

    @Test
    void with_anyObject_leavesTheEarlierOneAlone() {
        CardObjects before = CardObjects.in(new CardMemory());

        CardObjects after = before.with(Tag.AIP, Hex.slice("7C00"));

        assertThat(before.has(Tag.AIP)).isFalse();
        assertThat(after.has(Tag.AIP)).isTrue();
    }

    @Test
    void withAll_templates_areLeftOut() {
        CardObjects card =
                CardObjects.in(new CardMemory()).withAll(TlvElement.readAll(Hex.slice("82027C00BF0C039C0100")));

        assertThat(card.has(Tag.AIP)).isTrue();
        assertThat(card.has(new Tag(0xBF0C))).isFalse();
    }

    @Test
    void value_missing_isMalformed() {
        CardObjects card = Objects.card();

        assertThatThrownBy(() -> card.value(NUMBER)).isInstanceOf(MalformedCardDataException.class);
    }

    @Test
    void value_ofAnotherLength_isMalformed() {
        CardObjects card = Objects.card("9F07", "FF");

        assertThatThrownBy(() -> card.value(new Tag(0x9F07), 2)).isInstanceOf(MalformedCardDataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5A", "57", "56", "5F20", "9F1F", "9F20", "9F6B", "9F0B", "99"})
    void octets_ofASecret_areRefused(String tag) {
        CardObjects card = Objects.card(tag, "4761739001010119");

        assertThatThrownBy(() -> card.octets(Objects.tag(tag)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("4761");
    }

    @Test
    void close_ofTheMemory_wipesEveryGeneration() {
        CardMemory memory = new CardMemory();
        CardObjects first = CardObjects.in(memory).with(NUMBER, Hex.slice("4761739001010119"));
        CardObjects second =
                first.withAuthenticated(Hex.slice("5A084761739001010119")).withTold(Hex.slice("4761739001010119"));

        memory.close();

        assertThat(Hex.of(first.value(NUMBER))).isEqualTo("0".repeat(16));
        assertThat(Hex.of(second.authenticated().getFirst())).isEqualTo("0".repeat(20));
        assertThat(Hex.of(second.told().getFirst())).isEqualTo("0".repeat(16));
    }

    @Test
    void keep_moreThanACardHas_isMalformed() {
        CardMemory memory = new CardMemory();
        Slice half = Slice.of(new byte[CardMemory.BYTES_MAX / 2]);
        Slice one = memory.keep(half);
        Slice two = memory.keep(half);

        assertThat(one.length() + two.length()).isEqualTo(CardMemory.BYTES_MAX);
        assertThatThrownBy(() -> memory.keep(Hex.slice("00"))).isInstanceOf(MalformedCardDataException.class);
    }

    @Test
    void toString_ofACard_showsTagsAlone() {
        assertThat(Objects.card("5A", "4761739001010119").toString()).isEqualTo("CardObjects[5A]");
    }
}
