package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.crypto.SignatureCheck.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who stands for a place in the chain, from enrolled keys. */
final class SignatureCheckTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Samples.NOON);

    @TempDir
    private static Path shared;

    private static GatewayHome gateway = new GatewayHome(Path.of("none"));
    private static TillHome till = new TillHome(Path.of("none"));
    private static TillHome otherTill = new TillHome(Path.of("none"));

    @TempDir
    Path folder;

    @BeforeAll
    static void enrol() {
        gateway = GatewayHome.init(shared.resolve("gateway"), CLOCK);
        till = new TillHome(shared.resolve("till"));
        otherTill = new TillHome(shared.resolve("other"));
        assertThat(gateway.enrolTill(Samples.TILL, till.folder(), CLOCK).lastSeq())
                .isZero();
        assertThat(gateway.enrolTill(Samples.OTHER_TILL, otherTill.folder(), CLOCK)
                        .lastSeq())
                .isZero();
    }

    private ChainSeal seal(List<ChainSigner> signers) {
        Path state = folder.resolve("chain.state");
        ChainSeal.enrol(state, Samples.TILL, Samples.secret());
        List<ChainSigner> rest = new ArrayList<>(signers);
        ChainSeal seal =
                ChainSeal.load(state, Samples.TILL, () -> rest.size() > 1 ? rest.removeFirst() : rest.getFirst());
        assertThat(seal.open(new UUID(1, 1)).lostFrom()).isZero();
        return seal;
    }

    @Test
    void ofRecord_checkpointsOfTheTill_areGood() {
        try (ChainSeal seal = seal(List.of(till.signer()))) {
            seal.next(new JournalEntry.EpochOpen(0, 0), Samples.NOON);
            JournalRecord checkpoint = seal.next(JournalEntry.Checkpoint.unsigned(), Samples.NOON);
            JournalRecord close = seal.next(new JournalEntry.EpochClose(Samples.NOON), Samples.NOON);

            assertThat(till.signatureCheck().ofRecord(Samples.TILL, checkpoint)).isEqualTo(Verdict.GOOD);
            assertThat(gateway.signatureCheck().ofRecord(Samples.TILL, close)).isEqualTo(Verdict.GOOD);
            assertThat(SignatureCheck.notAnchored().ofRecord(Samples.TILL, close))
                    .isEqualTo(Verdict.NOT_ANCHORED);
        }
    }

    @Test
    void next_afterTheCertificateWasSwapped_signsWithTheNewOne() {
        DeviceAuthority.load(gateway.folder().resolve("device-authority.p12"), CLOCK)
                .issueTill(Samples.TILL, folder.resolve("renewed.p12"));
        ChainSigner renewed = ChainSigner.read(folder.resolve("renewed.p12"));
        try (ChainSeal seal = seal(List.of(till.signer(), renewed))) {
            JournalRecord first = seal.next(JournalEntry.Checkpoint.unsigned(), Samples.NOON);
            JournalRecord second = seal.next(JournalEntry.Checkpoint.unsigned(), Samples.NOON);

            assertThat(certificate(second)).isNotEqualTo(certificate(first));
            assertThat(gateway.signatureCheck().ofRecord(Samples.TILL, first)).isEqualTo(Verdict.GOOD);
            assertThat(gateway.signatureCheck().ofRecord(Samples.TILL, second)).isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void get_storeReplaced_signsWithTheNewOneAsSoonAsItCanBeRead() throws Exception {
        Path store = Files.copy(till.keyStore(), folder.resolve("till.p12"));
        Path password = Files.copy(till.folder().resolve("till.password"), folder.resolve("till.password"));
        StoredSigner signer = new StoredSigner(store);
        Octets before = signed(signer);

        Files.copy(otherTill.keyStore(), store, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(store, FileTime.from(Samples.NOON));
        Octets between = signed(signer);
        Files.copy(otherTill.folder().resolve("till.password"), password, StandardCopyOption.REPLACE_EXISTING);

        assertThat(between).isEqualTo(before);
        assertThat(signed(signer)).isNotEqualTo(before);
    }

    private static Octets signed(StoredSigner signer) {
        return signer.get().checkpoint(Samples.TILL, 1, Samples.bytes(32, 1)).certificate();
    }

    private static Octets certificate(JournalRecord record) {
        return ((JournalEntry.Checkpoint) record.entry()).signature().certificate();
    }

    @Test
    void ofRecord_signedByAnotherTill_isForeign() {
        try (ChainSeal seal = seal(List.of(otherTill.signer()))) {
            JournalRecord checkpoint = seal.next(JournalEntry.Checkpoint.unsigned(), Samples.NOON);

            assertThat(gateway.signatureCheck().ofRecord(Samples.TILL, checkpoint))
                    .isEqualTo(Verdict.FOREIGN_CERTIFICATE);
        }
    }

    @Test
    void ofRecord_underAnotherAuthority_isForeign() {
        GatewayHome elsewhere = GatewayHome.init(folder.resolve("elsewhere"), CLOCK);
        try (ChainSeal seal = seal(List.of(till.signer()))) {
            JournalRecord checkpoint = seal.next(JournalEntry.Checkpoint.unsigned(), Samples.NOON);

            assertThat(elsewhere.signatureCheck().ofRecord(Samples.TILL, checkpoint))
                    .isEqualTo(Verdict.FOREIGN_CERTIFICATE);
        }
    }

    @Test
    void ofRecord_whatSignsNothing_isUnsigned() {
        try (ChainSeal seal = seal(List.of(till.signer()))) {
            JournalRecord shown = seal.next(Samples.shown(1), Samples.NOON);

            assertThat(gateway.signatureCheck().ofRecord(Samples.TILL, shown)).isEqualTo(Verdict.UNSIGNED);
        }
    }

    @Test
    void ofReceipt_eachPartChanged_isBad() {
        Octets link = Samples.bytes(32, 9);
        ChainReceipt receipt = gateway.chainSigner().receipt(Samples.TILL, 7, link);
        ChainSignature signature = receipt.signature();
        SignatureCheck check = till.signatureCheck();

        assertThat(check.ofReceipt(Samples.TILL, receipt)).isEqualTo(Verdict.GOOD);
        assertThat(check.ofReceipt(Samples.TILL, ChainReceipt.none())).isEqualTo(Verdict.UNSIGNED);
        assertThat(check.ofReceipt(Samples.OTHER_TILL, receipt)).isEqualTo(Verdict.BAD_SIGNATURE);
        assertThat(check.ofReceipt(Samples.TILL, new ChainReceipt(8, link, signature)))
                .isEqualTo(Verdict.BAD_SIGNATURE);
        assertThat(check.ofReceipt(Samples.TILL, new ChainReceipt(7, Samples.bytes(32, 8), signature)))
                .isEqualTo(Verdict.BAD_SIGNATURE);
        ChainSignature zeros = new ChainSignature(Samples.bytes(64, 0), signature.certificate());
        assertThat(check.ofReceipt(Samples.TILL, new ChainReceipt(7, link, zeros)))
                .isEqualTo(Verdict.BAD_SIGNATURE);
        ChainSignature noCertificate = new ChainSignature(signature.value(), Samples.bytes(10, 1));
        assertThat(check.ofReceipt(Samples.TILL, new ChainReceipt(7, link, noCertificate)))
                .isEqualTo(Verdict.FOREIGN_CERTIFICATE);
    }

    @Test
    void ofReceipt_signedAsACheckpoint_isBad() {
        Octets link = Samples.bytes(32, 9);
        ChainSignature checkpoint = gateway.chainSigner().checkpoint(Samples.TILL, 7, link);

        assertThat(till.signatureCheck().ofReceipt(Samples.TILL, new ChainReceipt(7, link, checkpoint)))
                .isEqualTo(Verdict.BAD_SIGNATURE);
    }

    @Test
    void under_pemFile_isTheSameAuthority() throws Exception {
        byte[] der = Certificates.trusted(gateway.trustStore()).getEncoded();
        String base64 = Base64.getMimeEncoder().encodeToString(der);
        Path pem = Files.writeString(
                folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
        ChainReceipt receipt = gateway.chainSigner().receipt(Samples.TILL, 7, Samples.bytes(32, 9));

        assertThat(SignatureCheck.under(pem).ofReceipt(Samples.TILL, receipt)).isEqualTo(Verdict.GOOD);
        Path text = Files.write(folder.resolve("no.pem"), "nothing".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> SignatureCheck.under(text)).isInstanceOf(KeyFileException.class);
        assertThatThrownBy(() -> SignatureCheck.under(folder.resolve("none"))).isInstanceOf(KeyFileException.class);
    }

    @Test
    void signer_itsText_namesNoKey() {
        assertThat(till.signer()).hasToString("ChainSigner");
    }

    @Test
    void read_aStoreWithoutAKey_isRefused() {
        assertThatThrownBy(() -> ChainSigner.read(gateway.trustStore())).isInstanceOf(KeyFileException.class);
    }

    @Test
    void signature_impossible_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChainSignature(Samples.bytes(63, 1), Samples.bytes(3, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ChainSignature(Samples.bytes(64, 1), Octets.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChainSignature(
                        Samples.bytes(64, 1), Samples.bytes(ChainSignature.CERTIFICATE_BYTES_MAX + 1, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChainReceipt(1, Samples.bytes(32, 1), ChainSignature.none()));
    }
}
