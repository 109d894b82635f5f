package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CardMemoryTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("card.memory");
    }

    @Test
    void newMemory_beginsWithTheCounterItWasGiven() {
        CardMemory memory = CardMemory.open(file, 300);

        assertThat(memory.nextCounter()).isEqualTo(300);
    }

    @Test
    void counter_whenGivenOut_isOnDisk() throws IOException {
        CardMemory memory = CardMemory.open(file, 1);

        memory.nextCounter();

        assertThat(file).hasContent("atc 1 lastOnline 0\n");
    }

    @Test
    void reopenedMemory_goesOnAfterTheLastCounter() {
        CardMemory memory = CardMemory.open(file, 7);
        memory.nextCounter();
        memory.nextCounter();

        CardMemory reopened = CardMemory.open(file, 7);

        assertThat(reopened.nextCounter()).isEqualTo(9);
    }

    @Test
    void reopenedMemory_remembersWhatTheIssuerAnswered() {
        CardMemory memory = CardMemory.open(file, 7);
        memory.nextCounter();
        memory.rememberOnline();
        memory.nextCounter();

        CardMemory reopened = CardMemory.open(file, 1);

        assertThat(reopened.lastOnline()).isEqualTo(7);
        assertThat(reopened.counter()).isEqualTo(8);
    }

    @Test
    void counter_thatTheDiskRefused_isNotGivenOutLater() throws IOException {
        CardMemory memory = CardMemory.open(file, 1);
        Path inTheWay = Files.createDirectory(folder.resolve("card.memory.new"));
        assertThatThrownBy(memory::nextCounter).isInstanceOf(UncheckedIOException.class);
        Files.delete(inTheWay);

        assertThat(memory.nextCounter()).isEqualTo(2);
    }

    @Test
    void lastCounter_usesTheCardUp() {
        CardMemory memory = CardMemory.open(file, CardMemory.COUNTER_MAX);

        memory.nextCounter();

        assertThat(memory.isUsedUp()).isTrue();
        assertThatThrownBy(memory::nextCounter).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "atc 1",
                "atc 1 lastOnline 0",
                "atc 1 lastOnline 0\nmore",
                "atc -1 lastOnline 0\n",
                "atc 65536 lastOnline 0\n",
                "atc 1 lastOnline 2\n"
            })
    void damagedMemory_refusesTheStart(String content) throws IOException {
        Files.writeString(file, content);

        assertThatThrownBy(() -> CardMemory.open(file, 1))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("card.memory");
    }

    @Test
    void unreadableMemory_refusesTheStart() throws IOException {
        Files.createDirectory(file);

        assertThatThrownBy(() -> CardMemory.open(file, 1)).isInstanceOf(StartRefusedException.class);
    }
}
