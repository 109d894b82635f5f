package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A till's folder, from nothing to a till, cut at each step. */
final class TillEnrolmentTest {
    private static final InstantSource CLOCK = InstantSource.system();

    /** No test changes it. */
    @TempDir
    private static Path shared;

    private static GatewayHome gateway;
    private static DeviceAuthority authority;

    private final Path folder;

    TillEnrolmentTest(@TempDir Path whole) {
        this.folder = whole.resolve("till");
    }

    @BeforeAll
    static void makeGateway() {
        gateway = GatewayHome.init(shared.resolve("gateway"), CLOCK);
        authority = gateway.authority(CLOCK);
    }

    private List<X509Certificate> certified(Octets request) {
        return authority.certify(
                Samples.TILL, ((CertificateRequest.Reading.Read) CertificateRequest.read(request)).request());
    }

    private ChainGrant.Made granted(TillEnrolment till) {
        CertificateRequest request =
                ((CertificateRequest.Reading.Read) CertificateRequest.read(till.request())).request();
        return ChainGrant.make(Samples.TILL, request, new SecureRandom());
    }

    private TillEnrolment certifiedTill() {
        TillEnrolment till = TillEnrolment.in(folder);
        till.certify(certified(till.request()), authority.certificate(), CLOCK.instant());
        return till;
    }

    @Test
    void enrolment_fromNothing_isATillWhoseFirstRecordIsAccepted() {
        TillEnrolment till = certifiedTill();
        ChainGrant.Made made = granted(till);

        assertThat(till.finish(made.grant(), gateway.recipientBundle())).isEqualTo(Samples.TILL);

        TillHome home = new TillHome(folder);
        assertThat(home.till()).isEqualTo(Samples.TILL);
        try (ChainSeal chain = home.chain()) {
            chain.open(new UUID(1, 2));
            Acceptance first = new RecordGate((id, seq) -> null)
                    .accept(chain.next(Samples.shown(1), Samples.NOON).raw(), made.chain());
            assertThat(first).isInstanceOf(Acceptance.Accepted.class);
        }
        assertThat(home.bundle()).isNotNull();
    }

    @Test
    void handshake_ofAnEnrolledTill_works() throws Exception {
        TillEnrolment till = certifiedTill();
        till.finish(granted(till).grant(), gateway.recipientBundle());
        TillHome home = new TillHome(folder);

        try (TlsPair tls = TlsPair.listen(gateway.serverStore(), gateway.trustStore())) {
            X509Certificate seen = tls.connect(home.keyStore(), home.trustStore(), "localhost");

            assertThat(DeviceAuthority.tillOf(seen)).isEqualTo(Samples.TILL);
        }
    }

    @Test
    void begin_twice_keepsTheKey() {
        Octets first = keyOf(TillEnrolment.in(folder));

        assertThat(keyOf(TillEnrolment.in(folder))).isEqualTo(first);
    }

    @Test
    void begin_afterACutBetweenPasswordAndKey_goesOn() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("till.password"), "0123456789abcdef");

        TillEnrolment till = certifiedTill();

        assertThat(till.till()).isEqualTo(Samples.TILL);
    }

    @Test
    void begin_afterACutBeforeTheCertificate_asksAgainWithTheSameKey() {
        TillEnrolment cut = TillEnrolment.in(folder);
        List<X509Certificate> lost = certified(cut.request());

        TillEnrolment again = TillEnrolment.in(folder);

        assertThat(again.till()).isNull();
        assertThat(keyOf(again).toByteArray())
                .isEqualTo(lost.getFirst().getPublicKey().getEncoded());
        again.certify(certified(again.request()), authority.certificate(), CLOCK.instant());
        assertThat(again.till()).isEqualTo(Samples.TILL);
    }

    @Test
    void begin_afterACutBetweenAuthorityAndCertificate_goesOn() {
        TillEnrolment cut = TillEnrolment.in(folder);
        DeviceAuthority.replaceTrust(new TillHome(folder).trustStore(), authority.certificate(), new SecureRandom());
        assertThat(cut.till()).isNull();

        assertThat(certifiedTill().till()).isEqualTo(Samples.TILL);
    }

    @Test
    void begin_afterTheCertificate_hasIt() {
        assertThat(certifiedTill().till()).isEqualTo(Samples.TILL);

        assertThat(TillEnrolment.in(folder).till()).isEqualTo(Samples.TILL);
    }

    @Test
    void begin_afterACutBetweenSecretAndIdentity_takesTheNewSecret() throws IOException {
        TillEnrolment cut = certifiedTill();
        cut.finish(granted(cut).grant(), gateway.recipientBundle());
        Files.delete(folder.resolve("till.id"));
        byte[] before = Files.readAllBytes(folder.resolve("chain.secret"));

        TillEnrolment again = TillEnrolment.in(folder);
        again.finish(granted(again).grant(), gateway.recipientBundle());

        assertThat(folder.resolve("chain.secret")).hasSize(32);
        assertThat(Files.readAllBytes(folder.resolve("chain.secret"))).isNotEqualTo(before);
    }

    @Test
    void folder_atEachStepBeforeTheLast_isNoTill() {
        TillHome home = new TillHome(folder);

        TillEnrolment till = TillEnrolment.in(folder);
        assertThatThrownBy(home::till).isInstanceOf(KeyFileException.class);
        till.certify(certified(till.request()), authority.certificate(), CLOCK.instant());
        assertThatThrownBy(home::till).isInstanceOf(KeyFileException.class);
        assertThatThrownBy(() -> till.finish(granted(till).grant(), Octets.ofHex("00")))
                .isInstanceOf(KeyFileException.class);
        assertThatThrownBy(home::till).isInstanceOf(KeyFileException.class);
    }

    @Test
    void begin_inATillsFolder_isRefusedAndChangesNothing() throws IOException {
        TillEnrolment till = certifiedTill();
        till.finish(granted(till).grant(), gateway.recipientBundle());
        byte[] key = Files.readAllBytes(folder.resolve("till.p12"));

        assertThatThrownBy(() -> TillEnrolment.in(folder))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("enrolled in this folder already");

        assertThat(Files.readAllBytes(folder.resolve("till.p12"))).isEqualTo(key);
    }

    @Test
    void begin_besideAJournalOrAChain_isRefused() throws IOException {
        Files.createDirectories(folder.resolve("journal"));
        assertThatThrownBy(() -> TillEnrolment.in(folder)).isInstanceOf(KeyFileException.class);
        Files.delete(folder.resolve("journal"));

        Files.write(folder.resolve("chain.state"), new byte[1]);
        assertThatThrownBy(() -> TillEnrolment.in(folder)).isInstanceOf(KeyFileException.class);
    }

    @Test
    void certify_forAnotherKey_isRejected() {
        TillEnrolment till = TillEnrolment.in(folder);
        TillEnrolment other = TillEnrolment.in(folder.resolveSibling("other"));

        assertThatThrownBy(() -> till.certify(certified(other.request()), authority.certificate(), CLOCK.instant()))
                .isInstanceOf(CertificateRejectedException.class);
        assertThat(TillEnrolment.in(folder).till()).isNull();
    }

    @Test
    void certify_byAnotherAuthority_isRejected() {
        TillEnrolment till = TillEnrolment.in(folder);
        DeviceAuthority stranger = DeviceAuthority.create(folder.resolveSibling("stranger.p12"), CLOCK);

        assertThatThrownBy(() -> till.certify(certified(till.request()), stranger.certificate(), CLOCK.instant()))
                .isInstanceOf(CertificateRejectedException.class);
    }

    @Test
    void certify_onAMachineWhoseClockIsWrong_isRejected() {
        TillEnrolment till = TillEnrolment.in(folder);
        Instant wrong = CLOCK.instant().minus(Duration.ofDays(30));

        assertThatThrownBy(() -> till.certify(certified(till.request()), authority.certificate(), wrong))
                .isInstanceOf(CertificateRejectedException.class)
                .hasMessageContaining("clock");
    }

    @Test
    void certify_withNothing_isRejected() {
        TillEnrolment till = TillEnrolment.in(folder);

        assertThatThrownBy(() -> till.certify(List.of(), authority.certificate(), CLOCK.instant()))
                .isInstanceOf(CertificateRejectedException.class);
    }

    @Test
    void finish_withAnotherTillsSecret_isRejected() {
        TillEnrolment till = certifiedTill();
        ChainGrant grant =
                granted(TillEnrolment.in(folder.resolveSibling("other"))).grant();

        assertThatThrownBy(() -> till.finish(grant, gateway.recipientBundle()))
                .isInstanceOf(CertificateRejectedException.class);
        assertThat(folder.resolve("till.id")).doesNotExist();
    }

    @Test
    void finish_beforeTheCertificate_isAMistake() {
        TillEnrolment till = TillEnrolment.in(folder);

        assertThatThrownBy(() -> till.finish(granted(till).grant(), gateway.recipientBundle()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void renewal_certified_isANewKeyUnderTheOldPassword() throws IOException {
        TillHome home = enrolled();
        Octets before = TillCertificate.read(home.keyStore()).spki();
        String password = StorePassword.of(home.keyStore());
        TillRenewal renewal = TillRenewal.of(home);

        renewal.certify(certified(renewal.request()), CLOCK.instant());

        TillCertificate after = TillCertificate.read(home.keyStore());
        assertThat(after.spki()).isNotEqualTo(before);
        assertThat(after.till()).isEqualTo(Samples.TILL);
        assertThat(StorePassword.of(home.keyStore())).isEqualTo(password);
        assertThat(home.chainFile()).doesNotExist();
        assertThat(home.secretFile()).exists();
    }

    @Test
    void renewal_thatGetsAnotherTillsCertificate_keepsTheOld() throws IOException {
        TillHome home = enrolled();
        byte[] before = Files.readAllBytes(home.keyStore());
        TillRenewal renewal = TillRenewal.of(home);
        CertificateRequest request =
                ((CertificateRequest.Reading.Read) CertificateRequest.read(renewal.request())).request();

        assertThatThrownBy(() -> renewal.certify(authority.certify(Samples.OTHER_TILL, request), CLOCK.instant()))
                .isInstanceOf(CertificateRejectedException.class);
        assertThat(Files.readAllBytes(home.keyStore())).isEqualTo(before);
    }

    @Test
    void renewal_cutOff_leavesTheOldKey() throws IOException {
        TillHome home = enrolled();
        byte[] before = Files.readAllBytes(home.keyStore());

        assertThat(TillRenewal.of(home).request())
                .isNotEqualTo(TillRenewal.of(home).request());

        assertThat(Files.readAllBytes(home.keyStore())).isEqualTo(before);
        assertThat(TillRenewal.lifeOf(home).isToRenew(CLOCK.instant())).isFalse();
    }

    private TillHome enrolled() {
        TillEnrolment till = certifiedTill();
        till.finish(granted(till).grant(), gateway.recipientBundle());
        return new TillHome(folder);
    }

    private static Octets keyOf(TillEnrolment till) {
        return ((CertificateRequest.Reading.Read) CertificateRequest.read(till.request()))
                .request()
                .spki();
    }
}
