package dev.tidegate.till.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.emv.contactless.ContactlessSettings;
import dev.tidegate.emv.entrypoint.KernelId;
import dev.tidegate.emv.settings.KernelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelFilesTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Path SHIPPED = Path.of("../config/kernel");

    @TempDir
    private Path folder;

    @Test
    void settings_asShipped_areThoseOfATerminal() {
        KernelSettings settings = KernelFiles.settings(SHIPPED.resolve("aids"), EUR, 1000, Pins.NONE);

        assertThat(settings.terminalType()).isEqualTo(0x22);
        assertThat(settings.applications()).hasSize(2);
        assertThat(settings.applications().getFirst().floorLimitMinor()).isEqualTo(1000);
    }

    @Test
    void settings_withAPad_nameThePinsThatACardChecks() {
        KernelSettings without = KernelFiles.settings(SHIPPED.resolve("aids"), EUR, 1000, Pins.NONE);
        KernelSettings with = KernelFiles.settings(SHIPPED.resolve("aids"), EUR, 1000, Pins.BY_CARD);

        assertThat(without.capabilities().plaintextPin()
                        || without.capabilities().encipheredPin())
                .isFalse();
        assertThat(with.capabilities().plaintextPin() && with.capabilities().encipheredPin())
                .isTrue();
        assertThat(with.capabilities().signature()).isTrue();
    }

    @Test
    void contactless_asShipped_hasAKernelForEachApplication() {
        KernelSettings terminal = KernelFiles.settings(SHIPPED.resolve("aids"), EUR, 1000, Pins.NONE);

        ContactlessSettings settings = KernelFiles.contactless(SHIPPED.resolve("aids"), terminal, 1000, 5000);

        assertThat(settings.applications())
                .extracting(each -> each.combination().kernel())
                .containsExactly(KernelId.C3, KernelId.C2);
        assertThat(settings.applications().getFirst().combination().rules().verificationLimitMinor())
                .isEqualTo(5000);
    }

    @Test
    void pins_forTheIssuer_areSaidOfChipsAndTaps() {
        KernelSettings chips = KernelFiles.settings(SHIPPED.resolve("aids"), EUR, 1000, Pins.BOTH);
        KernelSettings taps = KernelFiles.settings(SHIPPED.resolve("aids"), EUR, 1000, Pins.BY_ISSUER);
        ContactlessSettings settings = KernelFiles.contactless(SHIPPED.resolve("aids"), taps, 1000, 5000);

        assertThat(chips.capabilities().onlinePin()).isTrue();
        assertThat(chips.capabilities().plaintextPin()).isTrue();
        assertThat(taps.capabilities().onlinePin()).isTrue();
        assertThat(taps.capabilities().plaintextPin()).isFalse();
        assertThat(settings.applications())
                .extracting(one -> one.combination().rules().qualifiers())
                .filteredOn(java.util.Objects::nonNull)
                .isNotEmpty()
                .allMatch(qualifiers -> qualifiers.onlinePin());
    }

    @Test
    void tapLimit_ofTheShop_hasToBeBelowTheKernels() throws IOException {
        String shipped = Files.readString(SHIPPED.resolve("aids/contactless.json"));
        Path ignored = Files.writeString(
                folder.resolve("contactless.json"), shipped.replaceFirst("\"kernel\"", "\"limit\": 5000, \"kernel\""));

        KernelFiles.requireBelow(SHIPPED.resolve("aids"), 1_000_000);
        KernelFiles.requireBelow(folder, 4_999);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelFiles.requireBelow(folder, 5_000))
                .withMessageContaining("tapMax");
    }

    @Test
    void contactless_ofAnotherKernel_namesItsFile() throws IOException {
        String shipped = Files.readString(SHIPPED.resolve("aids/contactless.json"));
        Path ignored = Files.writeString(folder.resolve("contactless.json"), shipped.replace("C-3", "C-8"));
        KernelSettings terminal = KernelFiles.settings(SHIPPED.resolve("aids"), EUR, 1000, Pins.NONE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelFiles.contactless(folder, terminal, 1000, 5000))
                .withMessageContaining("contactless.json");
    }

    @Test
    void keys_asShipped_areThereForADemo() {
        assertThat(KernelFiles.keys(SHIPPED.resolve("capks"), true).size()).isPositive();
    }

    @Test
    void keys_ofTestCards_areNotReadInAShop() {
        assertThat(KernelFiles.keys(SHIPPED.resolve("capks"), false).size()).isZero();
    }

    @Test
    void keys_fromAFolderThatIsNotThere_areNamed() {
        Path missing = folder.resolve("nowhere");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelFiles.keys(missing, true))
                .withMessageContaining("nowhere");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[{}]",
                "[{\"rid\":\"A000000003\",\"index\":\"E1\",\"modulus\":\"00\",\"exponent\":\"03\","
                        + "\"expiry\":\"2032-12-31\"}]",
                "[{\"rid\":\"A000000003\",\"secret\":1}]",
                "not json"
            })
    void keys_thatCannotBe_nameTheirFile(String content) throws IOException {
        Path ignored = Files.writeString(folder.resolve("scheme.json"), content);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelFiles.keys(folder, true))
                .withMessageContaining("scheme.json");
    }

    @Test
    void keys_withAnotherChecksum_areRefused() throws IOException {
        String shipped = Files.readString(SHIPPED.resolve("capks/simulator.json"));
        Path ignored = Files.writeString(folder.resolve("scheme.json"), shipped.replaceFirst("\"893928", "\"893929"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelFiles.keys(folder, true))
                .withMessageContaining("checksum");
    }
}
