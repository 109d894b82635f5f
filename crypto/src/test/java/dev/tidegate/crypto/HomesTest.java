package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty disk to the first record that the gateway accepts and opens. */
final class HomesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Samples.NOON);

    private static GatewayHome gateway = new GatewayHome(Path.of("none"));

    private final Path folder;
    private final TillHome till;
    private final TillChain chain;

    HomesTest(@TempDir Path folder) {
        this.folder = folder;
        this.till = new TillHome(folder.resolve("till"));
        this.chain = gateway.enrolTill(Samples.TILL, till.folder(), CLOCK);
    }

    @BeforeAll
    static void init(@TempDir Path shared) {
        gateway = GatewayHome.init(shared.resolve("gateway"), CLOCK);
    }

    @Test
    void till_ofItsFolder_isTheEnrolledOne() {
        assertThat(till.till()).isEqualTo(Samples.TILL);
        assertThat(chain.lastSeq()).isZero();
    }

    @Test
    void firstSale_ofANewTill_isAcceptedAndOpened() {
        SealedBody body =
                new HpkeSealer(till.bundle(), till.till(), CLOCK).sealForJournal(Samples.contents(Samples.payment(1)));
        JournalEntry sale =
                new JournalEntry.Stored(Samples.payment(1), Samples.sale(), StoredKind.DEFERRED_AUTHORISATION, body);

        Acceptance.Accepted accepted =
                (Acceptance.Accepted) gate().accept(firstRecord(sale).raw(), chain);

        assertThat(accepted.record().entry()).isEqualTo(sale);
        try (GatewayKeys keys = gateway.keys();
                OpenedBody opened = new BodyOpener(keys.recipientKeys())
                        .open(body, Samples.TILL, Samples.payment(1), Purpose.JOURNAL)) {
            assertThat(opened.agreesWith(Samples.sale())).isTrue();
        }
    }

    @Test
    void chain_atTheFirstStart_usesTheSecretUp() {
        till.chain().close();

        assertThat(till.folder().resolve("chain.secret")).doesNotExist();
        assertThat(till.folder().resolve("chain.state")).exists();
    }

    @Test
    void chain_afterACrashBetweenStateAndSecret_keepsTheState() throws IOException {
        byte[] secret = Files.readAllBytes(till.folder().resolve("chain.secret"));
        try (ChainSeal first = till.chain()) {
            first.open(new UUID(1, 1));
            first.next(Samples.shown(1), Samples.NOON);
            first.durable(1);
        }
        Files.write(till.folder().resolve("chain.secret"), secret);

        try (ChainSeal second = till.chain()) {
            assertThat(second.open(new UUID(1, 2)).lostTo())
                    .as("it knows of record 1")
                    .isEqualTo(1);
        }
        assertThat(till.folder().resolve("chain.secret")).doesNotExist();
    }

    @Test
    void chain_damagedSecret_isRefusedAndKept() throws IOException {
        Path secret = till.folder().resolve("chain.secret");
        Files.write(secret, new byte[31]);

        assertThatThrownBy(till::chain).isInstanceOf(KeyFileException.class);

        assertThat(secret).exists();
        assertThat(till.folder().resolve("chain.state")).doesNotExist();
    }

    @Test
    void enrolTill_ofTwoTills_givesEachItsOwnSecret() {
        TillChain other = gateway.enrolTill(Samples.OTHER_TILL, folder.resolve("other"), CLOCK);

        assertThat(other.key()).isNotEqualTo(chain.key());
        assertThat(folder.resolve("other").resolve("chain.secret")).hasSize(32);
    }

    @Test
    void enrolTill_intoATillsFolder_isRefused() {
        assertThatThrownBy(() -> gateway.enrolTill(Samples.OTHER_TILL, till.folder(), CLOCK))
                .isInstanceOf(KeyFileException.class);
        assertThat(till.till()).isEqualTo(Samples.TILL);
    }

    @Test
    void init_overAGateway_isRefused() {
        assertThatThrownBy(() -> GatewayHome.init(gateway.folder(), CLOCK)).isInstanceOf(KeyFileException.class);
    }

    @Test
    void tillFolder_holdsNoKeyThatOpens() throws IOException {
        assertThat(till.folder())
                .isDirectoryNotContaining(file -> file.toString().endsWith(".bcfks"))
                .isDirectoryNotContaining(file -> file.toString().contains("authority"));
        try (var files = Files.list(till.folder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "till.id",
                            "till.p12",
                            "till.password",
                            "device-ca.p12",
                            "device-ca.password",
                            "recipient.bundle",
                            "chain.secret");
        }
    }

    @Test
    void till_damagedIdentity_namesTheFile() throws IOException {
        Files.writeString(till.folder().resolve("till.id"), "0f2e1d3c");
        assertThatThrownBy(till::till).isInstanceOf(KeyFileException.class);

        Files.writeString(till.folder().resolve("till.id"), "x".repeat(36));
        assertThatThrownBy(till::till).isInstanceOf(KeyFileException.class);
    }

    @Test
    void password_missingOrEmpty_namesTheFile() throws IOException {
        Path password = till.folder().resolve("till.password");
        Files.writeString(password, "\n");
        assertThatThrownBy(() -> StorePassword.of(till.keyStore())).isInstanceOf(KeyFileException.class);

        Files.delete(password);
        assertThatThrownBy(() -> StorePassword.of(till.keyStore())).isInstanceOf(KeyFileException.class);
    }

    private JournalRecord firstRecord(JournalEntry entry) {
        try (ChainSeal seal = till.chain()) {
            seal.open(new UUID(5, 6));
            return seal.next(entry, Samples.NOON);
        }
    }

    private static RecordGate gate() {
        return new RecordGate((id, seq) -> null);
    }
}
