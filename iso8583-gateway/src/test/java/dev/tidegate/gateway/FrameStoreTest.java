package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.card.Octets;
import dev.tidegate.crypto.BodyRejectedException;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.Sales;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames that could not be read: sealed, few, and gone after three days. */
class FrameStoreTest {
    private static final byte[] FRAME = ("0210 with " + Sales.NUMBER).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-23T10:00:00Z"));
    private FrameStore store =
            FrameStore.in(Path.of(""), Vault.frames(Enrolled.once().keys()), clock);

    @BeforeEach
    void open() {
        store = FrameStore.in(folder, Vault.frames(Enrolled.once().keys()), clock);
    }

    @Test
    void frame_kept_isSealedOnDiskAndOpensAgain() throws IOException {
        store.keep("house", FRAME.clone(), "fields that cannot be read");

        assertThat(store.open(store.names().getFirst())).isEqualTo(FRAME);
        try (Stream<Path> files = Files.list(folder.resolve("frames"))) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain("4761", "0210"));
        }
    }

    @Test
    void frame_underAnotherName_doesNotOpen() throws IOException {
        store.keep("house", FRAME.clone(), "why");
        String name = store.names().getFirst();
        String other = name.replace("house", "other");
        Files.move(folder.resolve("frames/" + name + ".sealed"), folder.resolve("frames/" + other + ".sealed"));

        assertThatExceptionOfType(BodyRejectedException.class).isThrownBy(() -> store.open(other));
    }

    @Test
    void frame_thatIsNotThere_isSaidSo() {
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> store.open("../gateway.keys"));
    }

    @Test
    void keyMarks_ofFramesThatAreKept_areThoseOfTheirKeysUntilTheyGo() throws IOException {
        assertThat(store.keyMarks()).isEmpty();
        store.keep("house", FRAME.clone(), "why");
        Path file = folder.resolve("frames/" + store.names().getFirst() + ".sealed");

        assertThat(store.keyMarks())
                .containsExactly(Octets.of(Files.readAllBytes(file)).slice(0, 5));
        clock.pass(FrameStore.KEPT.plusSeconds(1));
        assertThat(store.keyMarks()).isEmpty();
    }

    @Test
    void frames_olderThanThreeDays_areRemovedWithTheNextOne() {
        store.keep("house", FRAME.clone(), "why");
        clock.pass(FrameStore.KEPT.plus(Duration.ofSeconds(1)));
        store.keep("other", FRAME.clone(), "why");

        assertThat(store.names()).singleElement().asString().endsWith("other");
    }

    @Test
    void frames_tooMany_leaveTheFirstOnes() {
        FrameStore plain = FrameStore.in(
                folder,
                new FrameStore.Seal() {
                    @Override
                    public Octets seal(byte[] frame, String name) {
                        return Octets.of(frame);
                    }

                    @Override
                    public byte[] open(Octets sealed, String name) {
                        return sealed.toByteArray();
                    }
                },
                clock);
        IntStream.range(0, FrameStore.FILES_MAX + 5).forEach(i -> plain.keep("house", new byte[] {(byte) i}, "why"));

        List<String> names = plain.names();
        assertThat(names).hasSize(FrameStore.FILES_MAX);
        assertThat(names).anyMatch(name -> name.contains("-0-"));
    }

    @Test
    void acquirer_withANameThatIsNoFile_isWrittenPlainly() {
        store.keep("../../etc", FRAME.clone(), "why");

        assertThat(store.names()).singleElement().asString().endsWith("______etc");
    }
}
