package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value that the cryptogram should cover changes it, one by one; what it does not cover does not. */
final class CoveredValuesTest {
    @TempDir
    private Path state;

    private int cards;

    @ParameterizedTest
    @ValueSource(ints = {0x9F02, 0x9F03, 0x9F1A, 0x95, 0x5F2A, 0x9A, 0x9C, 0x9F37})
    void firstCryptogram_overAChangedValue_isAnother(int tag) {
        byte[] before = first(terminal());
        Terminal changed = terminal();
        byte[] value = changed.value(tag);
        value[value.length - 1] ^= 0x01;

        byte[] after = first(changed);

        assertThat(after).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x9F02, 0x9F03, 0x9F1A, 0x95, 0x5F2A, 0x9A, 0x9C, 0x9F37})
    void secondCryptogram_overAChangedValue_isAnother(int tag) {
        byte[] before = second(terminal());
        Terminal changed = terminal();
        first(changed);
        byte[] value = changed.value(tag);
        value[value.length - 1] ^= 0x01;

        changed.generate(0x40, 0x8D);

        assertThat(changed.value(0x9F26)).isNotEqualTo(before);
    }

    @Test
    void firstCryptogram_overTheSameValuesAndCounter_isTheSame() {
        assertThat(first(terminal())).isEqualTo(first(terminal()));
    }

    @Test
    void secondCryptogram_underAnotherResponseCode_isTheSame() {
        byte[] before = second(terminal());
        Terminal changed = terminal();
        changed.set(0x8A, "3130");

        byte[] after = second(changed);

        assertThat(after).isEqualTo(before);
    }

    @Test
    void cryptogram_ofTheNextTransaction_isAnother() {
        SimulatedCard card = Cards.of(state, "chip-offline");

        byte[] before = first(new Terminal(card::answer).ready());
        byte[] after = first(new Terminal(card::answer).ready());

        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void cryptogram_ofAnotherCard_isAnother() {
        Terminal other = new Terminal(Cards.of(state, "chip-refuses")::answer).ready();
        other.generate(0x00, 0x8C);
        Terminal terminal = terminal();

        terminal.generate(0x00, 0x8C);

        assertThat(terminal.hex(0x9F10)).isEqualTo(other.hex(0x9F10));
        assertThat(terminal.value(0x9F26)).isNotEqualTo(other.value(0x9F26));
    }

    /** A new card each time, and so the same counter. */
    private Terminal terminal() {
        cards++;
        CardProfile profile = Cards.profile("chip-offline");
        CardMemory memory = CardMemory.open(state.resolve("memory-" + cards), 1);
        SimulatedCard card = new SimulatedCard(profile, KeyRing.load(), Cards.issuerKey(), memory);
        return new Terminal(card::answer).ready();
    }

    private static byte[] first(Terminal terminal) {
        terminal.generate(0x80, 0x8C);
        return terminal.value(0x9F26);
    }

    private static byte[] second(Terminal terminal) {
        first(terminal);
        terminal.generate(0x40, 0x8D);
        return terminal.value(0x9F26);
    }
}
