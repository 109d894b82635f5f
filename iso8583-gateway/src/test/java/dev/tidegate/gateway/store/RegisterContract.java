package dev.tidegate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.fixture.Sales;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each database must do for the register of tills; {@link StoreContract} has the rest. */
abstract class RegisterContract {
    static final Instant NOW = Instant.parse("2026-11-22T13:04:10.123Z");

    Store store;

    /** An empty database. */
    abstract Database database();

    @BeforeEach
    void open() {
        store = Store.open(database(), UUID.randomUUID());
        store.change(tables -> tables.tills().enrol(Sales.TILL, link(0), 1, link(9), NOW));
    }

    @AfterEach
    void close() {
        store.close();
    }

    static Octets link(int n) {
        byte[] bytes = new byte[32];
        bytes[31] = (byte) n;
        return Octets.of(bytes);
    }

    private static InvitationRow invitation(int n, TillId till) {
        return InvitationRow.fresh(link(n), till, "Till 1", NOW, NOW.plusSeconds(900));
    }

    private static CertificateRow certificate(String serial, int days) {
        Instant end = NOW.plus(Duration.ofDays(days));
        return new CertificateRow(serial, Sales.TILL, link(4), NOW, end, NOW, null);
    }

    @Test
    void invitation_used_isBoundToOneKey() {
        store.change(tables -> tables.invitations().insert(invitation(1, Sales.TILL)));

        boolean first = store.write(tables -> tables.invitations().use(link(1), link(7), NOW));
        boolean again = store.write(tables -> tables.invitations().use(link(1), link(7), NOW));
        boolean other = store.write(tables -> tables.invitations().use(link(1), link(8), NOW));

        assertThat(List.of(first, again, other)).containsExactly(true, true, false);
        assertThat(store.read(tables -> tables.invitations().find(link(1)))
                        .orElseThrow()
                        .keyHash())
                .isEqualTo(link(7));
        assertThat(store.<Optional<InvitationRow>>read(
                        tables -> tables.invitations().find(link(2))))
                .isEmpty();
    }

    @Test
    void invitation_byALaterOne_isWithdrawn() {
        TillId fresh = TillId.of("00000000-0000-7000-8000-00000000beef");
        store.change(tables -> tables.invitations().insert(invitation(1, fresh)));
        store.change(tables -> tables.invitations().insert(invitation(2, fresh)));

        assertThat(store.read(tables -> tables.invitations().find(link(1)))
                        .orElseThrow()
                        .withdrawn())
                .isTrue();
        assertThat(store.<List<InvitationRow>>read(
                        tables -> tables.invitations().open(NOW)))
                .containsExactly(invitation(2, fresh));
        assertThat(store.<List<InvitationRow>>read(
                        tables -> tables.invitations().open(NOW.plusSeconds(900))))
                .isEmpty();
    }

    private AdoptionRow granted(int n) {
        TillId bringer = TillId.of("00000000-0000-7000-8000-00000000beef");
        store.change(tables -> {
            if (tables.tills().find(bringer).isEmpty()) {
                tables.tills().enrol(bringer, link(0), 1, link(9), NOW);
            }
        });
        AdoptionRow row = AdoptionRow.fresh(
                new UUID(0, n), Sales.TILL, bringer, NOW.plusMillis(n), NOW.plusSeconds(60), "Ada", "Grace");
        store.change(tables -> tables.adoptions().insert(row));
        return row;
    }

    private AdoptionRow adoption(AdoptionRow row) {
        return store.read(tables -> tables.adoptions().find(row.grant())).orElseThrow();
    }

    @Test
    void adoptions_granted_areListedNewestFirst() {
        AdoptionRow first = granted(1);
        AdoptionRow second = granted(2);

        assertThat(store.<List<AdoptionRow>>read(tables -> tables.adoptions().all()))
                .containsExactly(second, first);
        assertThat(adoption(first)).isEqualTo(first);
    }

    @Test
    void adoption_begun_isTiedToOneExportForGood() {
        AdoptionRow row = granted(1);
        AdoptionRow.Claim claim = new AdoptionRow.Claim(link(3), 41, link(4));

        boolean begun = store.write(tables -> tables.adoptions().begin(row.grant(), claim, NOW));
        boolean again = store.write(
                tables -> tables.adoptions().begin(row.grant(), new AdoptionRow.Claim(link(5), 42, link(6)), NOW));
        boolean done = store.write(tables -> tables.adoptions().done(row.grant(), NOW.plusSeconds(1)));
        boolean doneAgain = store.write(tables -> tables.adoptions().done(row.grant(), NOW.plusSeconds(2)));

        assertThat(List.of(begun, again, done, doneAgain)).containsExactly(true, false, true, false);
        assertThat(adoption(row).claim()).isEqualTo(claim);
        assertThat(adoption(row).begunAt()).isEqualTo(NOW);
        assertThat(adoption(row).doneAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void adoption_revoked_neverBegins() {
        AdoptionRow row = granted(1);

        boolean revoked = store.write(tables -> tables.adoptions().revoke(row.grant(), "Ada", NOW));
        boolean again = store.write(tables -> tables.adoptions().revoke(row.grant(), "Grace", NOW));
        boolean begun = store.write(
                tables -> tables.adoptions().begin(row.grant(), new AdoptionRow.Claim(link(3), 41, link(4)), NOW));

        assertThat(List.of(revoked, again, begun)).containsExactly(true, false, false);
        assertThat(adoption(row).revokedBy()).isEqualTo("Ada");
        assertThat(adoption(row).state(NOW)).isEqualTo(AdoptionRow.State.REVOKED);
    }

    @Test
    void certificates_ofATill_theNewestCountsUntilReplaced() {
        store.change(tables -> {
            tables.certificates().insert(certificate("aa", 10));
            tables.certificates().insert(certificate("bb", 90));
            tables.certificates().insert(certificate("ab", 90));
        });

        assertThat(store.<List<CertificateRow>>read(
                        tables -> tables.certificates().newest()))
                .containsExactly(certificate("bb", 90));
        store.change(tables -> tables.certificates().replace(Sales.TILL, NOW));
        assertThat(store.<List<CertificateRow>>read(
                        tables -> tables.certificates().newest()))
                .isEmpty();
        assertThat(store.read(tables -> tables.certificates().find("aa"))
                        .orElseThrow()
                        .replacedAt())
                .isEqualTo(NOW);
    }

    @Test
    void till_certifiedThenGivenItsChain_isEnrolledUntilRevoked() {
        TillId till = TillId.of("00000000-0000-7000-8000-00000000beef");
        List<TillRow.State> states = new ArrayList<>();
        store.change(tables -> tables.tills().certified(till, "Till 7", link(1), link(2), NOW));
        states.add(state(till));
        store.change(tables -> tables.tills().certified(till, "Till 8", link(1), link(2), NOW));
        assertThat(store.<Boolean>write(tables -> tables.tills().giveChain(till, link(3), 0, link(4), NOW)))
                .isTrue();
        states.add(state(till));
        store.change(tables -> tables.tills().heard(till, new TillRow.Head("e", 1, "l", 0), NOW));
        assertThat(store.<Boolean>write(tables -> tables.tills().giveChain(till, link(5), 0, link(6), NOW)))
                .isFalse();
        assertThat(store.<Boolean>write(tables -> tables.tills().revoke(till, "lost", NOW)))
                .isTrue();
        states.add(state(till));

        assertThat(states).containsExactly(TillRow.State.ENROLLING, TillRow.State.ENROLLED, TillRow.State.REVOKED);
        TillRow row = store.read(tables -> tables.tills().find(till)).orElseThrow();
        assertThat(List.of(row.name(), row.lastLink(), row.wrappedKey())).containsExactly("Till 8", link(3), link(4));
        assertThat(store.<Boolean>write(tables -> tables.tills().revoke(till, "again", NOW)))
                .isFalse();
        assertThat(store.<List<TillId>>read(tables -> tables.tills().revoked())).containsExactly(till);
    }

    private TillRow.State state(TillId till) {
        return store.read(tables -> tables.tills().find(till)).orElseThrow().state();
    }

    @Test
    void tillEvents_written_areReadNewestFirst() {
        TillEventRow first = new TillEventRow(NOW, TillEventRow.Event.INVITED, Sales.TILL, "", "Till 1");
        TillEventRow second = new TillEventRow(NOW, TillEventRow.Event.REFUSED, null, "TOKEN_UNKNOWN", "");
        store.change(tables -> {
            tables.tillEvents().insert(first);
            tables.tillEvents().insert(second);
        });

        assertThat(store.<List<TillEventRow>>read(tables -> tables.tillEvents().latest(10)))
                .containsExactly(second, first);
        assertThat(store.<List<TillEventRow>>read(tables -> tables.tillEvents().latest(1)))
                .containsExactly(second);
    }

    @Test
    void reviews_ofARun_areAllKeptOldestFirst() {
        store.change(tables -> tables.reviews().add(NOW, "r1", "D01", ReviewRow.Decision.REJECTED, "rita", "no AID"));
        store.change(tables -> tables.reviews().add(NOW, "r2", "D01", ReviewRow.Decision.SIGNED, "rita", ""));
        store.change(tables -> tables.reviews().add(NOW, "r1", "D01", ReviewRow.Decision.SIGNED, "rita", ""));

        assertThat(store.<List<ReviewRow>>read(tables -> tables.reviews().of("r1")))
                .extracting(ReviewRow::decision)
                .containsExactly(ReviewRow.Decision.REJECTED, ReviewRow.Decision.SIGNED);
    }
}
