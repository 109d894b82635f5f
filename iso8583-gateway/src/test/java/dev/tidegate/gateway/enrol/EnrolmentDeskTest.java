package dev.tidegate.gateway.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.CertificateRequest;
import dev.tidegate.crypto.DeviceAuthority;
import dev.tidegate.crypto.EnrolmentCode;
import dev.tidegate.crypto.TillEnrolment;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.gateway.enrol.EnrolmentDesk.Certified;
import dev.tidegate.gateway.enrol.EnrolmentDesk.Granted;
import dev.tidegate.gateway.enrol.TillRegister.Invitation;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.OpenChainKeys;
import dev.tidegate.gateway.store.CertificateRow;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.TillEventRow;
import dev.tidegate.gateway.store.TillEventRow.Event;
import dev.tidegate.gateway.store.TillRow;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, certificates and chains, on a real database and with real keys. */
class EnrolmentDeskTest {
    private static final TillId TILL = TillId.of("00000000-0000-7000-8000-00000000beef");
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final Octets BUNDLE = Octets.ofHex("00");

    @TempDir
    private Path folder;

    private HandClock clock;
    private Store store;
    private DeviceAuthority authority;
    private TillRegister register;
    private EnrolmentDesk desk;
    private int tills;

    @BeforeEach
    void open() {
        clock = new HandClock(Instant.parse("2026-11-22T12:00:00Z"));
        store = Store.open(new Database("jdbc:sqlite:" + folder.resolve("gateway.db"), "", ""), UUID.randomUUID());
        authority = DeviceAuthority.create(folder.resolve("ca.p12"), clock);
        register = new TillRegister(store, clock);
        desk = new EnrolmentDesk(store, authority, new OpenChainKeys(), () -> BUNDLE, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Octets token() {
        Invitation made = register.invite(TILL, "Till 1", authority.certificate(), CHANCE);
        return ((Invitation.Invited) made).code().token();
    }

    private TillEnrolment newTill() {
        return TillEnrolment.in(folder.resolve("till" + tills++));
    }

    private Certified enrol(@Nullable Octets token, TillEnrolment till) {
        return desk.enrol("192.0.2." + tills, token, till.request());
    }

    private static Refusal why(Certified answer) {
        return ((Certified.Refused) answer).why();
    }

    private static X509Certificate given(Certified answer) {
        return ((Certified.Given) answer).chain().getFirst();
    }

    private List<String> events() {
        return store.read(tables -> tables.tillEvents().latest(100)).reversed().stream()
                .map(row -> row.event() + (row.code().isEmpty() ? "" : " " + row.code()))
                .toList();
    }

    private TillRow.State state() {
        return store.read(tables -> tables.tills().find(TILL)).orElseThrow().state();
    }

    @Test
    void enrolment_stepByStep_isWrittenDown() {
        TillEnrolment till = newTill();

        X509Certificate certificate = given(enrol(token(), till));
        TillRow.State before = state();
        till.certify(List.of(certificate), authority.certificate(), clock.instant());
        Granted.Given granted = (Granted.Given) desk.grant(TILL, certificate);

        assertThat(DeviceAuthority.tillOf(certificate)).isEqualTo(TILL);
        assertThat(before).isEqualTo(TillRow.State.ENROLLING);
        assertThat(state()).isEqualTo(TillRow.State.ENROLLED);
        assertThat(granted.till()).isEqualTo(TILL);
        assertThat(granted.bundle()).isEqualTo(BUNDLE);
        assertThat(events()).containsExactly("INVITED", "CERTIFIED", "CHAIN_GIVEN");
        assertThat(register.list()).singleElement().satisfies(listed -> {
            assertThat(listed.name()).isEqualTo("Till 1");
            assertThat(listed.state()).isEqualTo("ENROLLED");
            assertThat(listed.daysLeft()).isEqualTo(90);
        });
    }

    @Test
    void invitation_openOrOver_isListedOrNot() {
        Octets token = token();

        assertThat(register.list())
                .singleElement()
                .satisfies(listed -> assertThat(listed.state()).isEqualTo("INVITED"));
        clock.pass(TillRegister.INVITATION_LIFE);
        assertThat(register.list()).isEmpty();
        assertThat(token.length()).isEqualTo(16);
    }

    @Test
    void token_inTheDatabase_isItsHashAlone() throws Exception {
        Octets token = token();

        byte[] database = java.nio.file.Files.readAllBytes(folder.resolve("gateway.db-wal"));

        String raw = new String(database, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(raw)
                .contains(latin(EnrolmentCode.hashOf(token)))
                .doesNotContain(latin(token))
                .doesNotContainIgnoringCase(token.hex());
    }

    private static String latin(Octets octets) {
        return new String(octets.toByteArray(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Test
    void token_missing_isRefused() {
        assertThat(why(enrol(null, newTill()))).isEqualTo(Refusal.TOKEN_MISSING);
        assertThat(why(enrol(Octets.of(new byte[15]), newTill()))).isEqualTo(Refusal.TOKEN_MISSING);
        assertThat(events()).containsExactly("REFUSED TOKEN_MISSING", "REFUSED TOKEN_MISSING");
    }

    @Test
    void token_ofNobody_isRefused() {
        assertThat(why(enrol(Octets.of(new byte[16]), newTill()))).isEqualTo(Refusal.TOKEN_UNKNOWN);
        assertThat(events()).containsExactly("REFUSED TOKEN_UNKNOWN");
    }

    @Test
    void token_afterFifteenMinutes_isRefused() {
        Octets token = token();
        TillEnrolment till = newTill();
        clock.pass(TillRegister.INVITATION_LIFE.minusSeconds(1));
        assertThat(enrol(token, till)).isInstanceOf(Certified.Given.class);
        clock.pass(Duration.ofSeconds(1));

        assertThat(why(enrol(token, till))).isEqualTo(Refusal.TOKEN_EXPIRED);
        assertThat(events()).endsWith("REFUSED TOKEN_EXPIRED");
    }

    @Test
    void token_usedByAnotherKey_isRefused() {
        Octets token = token();
        assertThat(enrol(token, newTill())).isInstanceOf(Certified.Given.class);

        assertThat(why(enrol(token, newTill()))).isEqualTo(Refusal.TOKEN_USED);
        assertThat(events()).endsWith("CERTIFIED", "REFUSED TOKEN_USED");
    }

    @Test
    void token_usedAgainByTheSameKey_isAnsweredAgain() {
        Octets token = token();
        TillEnrolment till = newTill();
        X509Certificate lost = given(enrol(token, till));

        X509Certificate again = given(enrol(token, till));

        assertThat(again.getPublicKey()).isEqualTo(lost.getPublicKey());
        assertThat(store.read(tables -> tables.certificates().find(EnrolmentDesk.serial(lost)))
                        .orElseThrow()
                        .replacedAt())
                .isNotNull();
        assertThat(desk.grant(TILL, again)).isInstanceOf(Granted.Given.class);
    }

    @Test
    void token_ofATillThatIsEnrolled_isUsed() {
        Octets token = token();
        TillEnrolment till = newTill();
        assertThat(desk.grant(TILL, given(enrol(token, till)))).isInstanceOf(Granted.Given.class);

        assertThat(why(enrol(token, till))).isEqualTo(Refusal.TOKEN_USED);
    }

    @Test
    void token_whenALaterOneWasMade_isWithdrawn() {
        Octets first = token();
        Octets second = token();

        assertThat(why(enrol(first, newTill()))).isEqualTo(Refusal.TOKEN_WITHDRAWN);
        assertThat(enrol(second, newTill())).isInstanceOf(Certified.Given.class);
    }

    @Test
    void token_forATillRevokedMeanwhile_isRefused() {
        Octets token = token();
        TillEnrolment till = newTill();
        assertThat(enrol(token, till)).isInstanceOf(Certified.Given.class);
        assertThat(register.revoke(TILL, "stolen on the way")).isEqualTo(TillRegister.Revocation.REVOKED);

        assertThat(why(enrol(token, till))).isEqualTo(Refusal.TILL_REVOKED);
    }

    @Test
    void token_withABadRequest_isNotUsedUp() {
        Octets token = token();

        Certified answer = desk.enrol("192.0.2.9", token, Octets.ofHex("3000"));

        assertThat(answer).isEqualTo(new Certified.BadRequest(CertificateRequest.Why.NOT_A_REQUEST));
        assertThat(enrol(token, newTill())).isInstanceOf(Certified.Given.class);
    }

    @Test
    void token_triedByTwoKeysAtOnce_isGoodForOne() throws Exception {
        Octets token = token();
        List<Callable<Certified>> both = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Octets request = newTill().request();
            String address = "198.51.100." + i;
            both.add(() -> desk.enrol(address, token, request));
        }
        List<Certified> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Certified> one : threads.invokeAll(both)) {
                answers.add(one.get());
            }
        }

        assertThat(answers.stream().filter(Certified.Given.class::isInstance)).hasSize(1);
        assertThat(answers.stream().filter(Certified.Refused.class::isInstance))
                .hasSize(7)
                .allMatch(answer -> why(answer) == Refusal.TOKEN_USED);
    }

    @Test
    void attempts_tooMany_areNotLookedAt() {
        Octets token = token();
        TillEnrolment till = newTill();
        for (int i = 0; i < AttemptLimit.EACH_MAX; i++) {
            assertThat(why(desk.enrol("192.0.2.1", Octets.of(new byte[16]), till.request())))
                    .isEqualTo(Refusal.TOKEN_UNKNOWN);
        }

        assertThat(why(desk.enrol("192.0.2.1", token, till.request()))).isEqualTo(Refusal.TOO_MANY_ATTEMPTS);
        assertThat(desk.enrol("192.0.2.2", token, till.request())).isInstanceOf(Certified.Given.class);
    }

    @Test
    void chain_askedForAgain_isAnotherOneUntilTheTillIsHeard() {
        X509Certificate certificate = given(enrol(token(), newTill()));
        Granted.Given first = (Granted.Given) desk.grant(TILL, certificate);
        Granted.Given second = (Granted.Given) desk.grant(TILL, certificate);
        store.change(tables -> tables.tills().heard(TILL, new TillRow.Head("e", 1, "l", 0), clock.instant()));

        Granted third = desk.grant(TILL, certificate);

        assertThat(second.grant()).isNotEqualTo(first.grant());
        assertThat(third).isEqualTo(new Granted.Refused(Refusal.CHAIN_IN_USE));
        assertThat(events()).endsWith("CHAIN_GIVEN", "CHAIN_GIVEN", "REFUSED CHAIN_IN_USE");
    }

    @Test
    void chain_afterTheFirstRecord_isNotGivenAgain() {
        X509Certificate certificate = given(enrol(token(), newTill()));
        assertThat(desk.grant(TILL, certificate)).isInstanceOf(Granted.Given.class);
        store.change(tables -> {
            TillRow row = tables.tills().find(TILL).orElseThrow();
            tables.tills().advance(TILL, 0, 1, row.lastLink(), 1, row.wrappedKey());
        });

        assertThat(desk.grant(TILL, certificate)).isEqualTo(new Granted.Refused(Refusal.CHAIN_IN_USE));
    }

    @Test
    void chain_forACertificateOfNoRegister_isRefused() {
        assertThat(enrol(token(), newTill())).isInstanceOf(Certified.Given.class);
        CertificateRequest foreign = ((CertificateRequest.Reading.Read)
                        CertificateRequest.read(newTill().request()))
                .request();

        Granted answer = desk.grant(TILL, authority.certify(TILL, foreign).getFirst());

        assertThat(answer).isEqualTo(new Granted.Refused(Refusal.CERTIFICATE_UNKNOWN));
    }

    @Test
    void chain_ofARevokedTill_isRefused() {
        X509Certificate certificate = given(enrol(token(), newTill()));
        register.revoke(TILL, "stolen");

        assertThat(desk.grant(TILL, certificate)).isInstanceOf(Granted.Refused.class);
    }

    @Test
    void renewal_withANewKey_isANewCertificateAndTheOldOneStays() {
        X509Certificate first = given(enrol(token(), newTill()));
        clock.pass(Duration.ofDays(60));

        X509Certificate second = given(desk.renew(TILL, newTill().request()));

        assertThat(DeviceAuthority.tillOf(second)).isEqualTo(TILL);
        assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
        assertThat(store.<List<CertificateRow>>read(
                        tables -> tables.certificates().newest()))
                .singleElement()
                .satisfies(row -> assertThat(row.serial()).isEqualTo(EnrolmentDesk.serial(second)));
        assertThat(events()).endsWith("RENEWED");
    }

    @Test
    void renewal_withNonsense_isABadRequest() {
        assertThat(desk.renew(TILL, Octets.empty())).isInstanceOf(Certified.BadRequest.class);
    }

    @Test
    void invite_aTillThatIsEnrolledOrRevoked_isRefused() {
        assertThat(desk.grant(TILL, given(enrol(token(), newTill())))).isInstanceOf(Granted.Given.class);
        Invitation whileEnrolled = register.invite(TILL, "x", authority.certificate(), CHANCE);
        register.revoke(TILL, "stolen");
        Invitation whileRevoked = register.invite(TILL, "x", authority.certificate(), CHANCE);

        assertThat(whileEnrolled).isEqualTo(new Invitation.Refused(TillRow.State.ENROLLED));
        assertThat(whileRevoked).isEqualTo(new Invitation.Refused(TillRow.State.REVOKED));
    }

    @Test
    void invite_aTillCutOffOnTheWay_beginsAnewAndTheOldKeyIsRefused() {
        X509Certificate lost = given(enrol(token(), newTill()));

        X509Certificate fresh = given(enrol(token(), newTill()));

        assertThat(store.read(tables -> tables.certificates().find(EnrolmentDesk.serial(lost)))
                        .orElseThrow()
                        .replacedAt())
                .isNotNull();
        assertThat(desk.grant(TILL, fresh)).isInstanceOf(Granted.Given.class);
    }

    @Test
    void revoke_twiceOrNobody_saysSo() {
        assertThat(enrol(token(), newTill())).isInstanceOf(Certified.Given.class);

        assertThat(register.revoke(TILL, "stolen")).isEqualTo(TillRegister.Revocation.REVOKED);
        assertThat(register.revoke(TILL, "stolen")).isEqualTo(TillRegister.Revocation.REVOKED_BEFORE);
        assertThat(register.revoke(TillId.of("00000000-0000-7000-8000-00000000dead"), "x"))
                .isEqualTo(TillRegister.Revocation.UNKNOWN_TILL);
        assertThat(store.<List<TillEventRow>>read(tables -> tables.tillEvents().latest(1)))
                .containsExactly(new TillEventRow(clock.instant(), Event.REVOKED, TILL, "", "stolen"));
    }

    @Test
    void enrolledTill_openedAsATill_isWhole() {
        TillEnrolment till = newTill();
        X509Certificate certificate = given(enrol(token(), till));
        till.certify(List.of(certificate), authority.certificate(), clock.instant());
        Granted.Given granted = (Granted.Given) desk.grant(TILL, certificate);

        assertThat(till.till()).isEqualTo(TILL);
        assertThat(granted.grant().ciphertext().length()).isEqualTo(48);
        assertThat(new TillHome(folder.resolve("till0")).keyStore()).exists();
    }
}
