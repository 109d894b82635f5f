package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.SignatureCheck;
import dev.tidegate.crypto.SignedGrant;
import dev.tidegate.gateway.adopt.AdoptionDesk;
import dev.tidegate.gateway.adopt.AdoptionDesk.Answer;
import dev.tidegate.gateway.adopt.AdoptionRefusal;
import dev.tidegate.gateway.adopt.AdoptionRegister;
import dev.tidegate.gateway.adopt.AdoptionRegister.People;
import dev.tidegate.gateway.enrol.TillRegister;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.AdoptionRow;
import dev.tidegate.gateway.store.AdoptionRow.Claim;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Payments;
import dev.tidegate.gateway.store.TillEventRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A till that died, another that brings its journal, real chains and a real database. */
final class AdoptionTest {
    private static final TillId COURIER = TillId.of("00000000-0000-7000-8000-00000000b002");
    private static final TillId STRANGER = TillId.of("00000000-0000-7000-8000-00000000b003");
    private static final People TWO = new People("Ada", "Grace");
    private static final Octets EXPORT = Octets.of(new byte[32]);

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(InstantSource.system().instant());
    private IntakeRig rig;
    private GatewayHome home;
    private AdoptionRegister register;
    private AdoptionDesk desk;

    @BeforeEach
    void open() {
        rig = new IntakeRig(folder);
        home = new GatewayHome(folder.resolve("gateway"));
        register = new AdoptionRegister(rig.store, clock);
        desk = desk(List.of(Sales.TERMINAL));
        Octets nothing = Octets.of(new byte[32]);
        for (TillId till : List.of(COURIER, STRANGER)) {
            rig.store.change(tables -> tables.tills().enrol(till, nothing, 0, nothing, clock.instant()));
        }
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private AdoptionDesk desk(List<dev.tidegate.gateway.profile.Terminal> terminals) {
        return new AdoptionDesk(rig.store, rig.intake, rig.engine, new Terminals(terminals), home.signerTrust(), clock);
    }

    private SignedGrant grant() {
        return register.grant(home.signer(), UUID.randomUUID(), Sales.TILL, COURIER, Duration.ofHours(24), TWO)
                .grant();
    }

    private void revoke() {
        assertThat(new TillRegister(rig.store, clock).revoke(Sales.TILL, "burnt"))
                .isEqualTo(TillRegister.Revocation.REVOKED);
    }

    private static Claim claim(JournalRecord last) {
        return new Claim(EXPORT, last.seq(), last.link());
    }

    private Answer take(SignedGrant grant, Claim claim, JournalRecord... records) {
        return desk.take(
                COURIER,
                grant.raw(),
                claim,
                Stream.of(records).map(JournalRecord::raw).toList());
    }

    private static Answer.Taken taken(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Taken.class);
        return (Answer.Taken) answer;
    }

    private static AdoptionRefusal refusal(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused) answer).why();
    }

    private record Lost(PaymentId id, List<JournalRecord> all) {
        JournalRecord[] records() {
            return all.toArray(JournalRecord[]::new);
        }

        JournalRecord last() {
            return all.getLast();
        }
    }

    private Lost sale(boolean shown, boolean offered) {
        PaymentId id = rig.till.newId();
        List<JournalRecord> records = new ArrayList<>(List.of(rig.till.epochOpen()));
        records.add(rig.till.stored(id, StoredKind.OFFLINE_APPROVED));
        if (shown) {
            records.add(rig.till.shown(id));
        }
        if (offered) {
            records.add(rig.till.offered(records.getLast().seq()));
        }
        return new Lost(id, List.copyOf(records));
    }

    /** Everything that may not change when a record comes again. */
    private String ledger() {
        return rig.store.read(
                tables -> tables.payments().list(Payments.Shown.ALL, "", null, Instant.EPOCH, 100).stream()
                                .map(PaymentRow::toString)
                                .sorted()
                                .toList()
                        + " " + tables.tills().find(Sales.TILL).orElseThrow().lastSeq());
    }

    @Test
    void adoption_anOfferedSale_isCapturedOnce() {
        Lost lost = sale(true, true);

        Answer.Taken answer = taken(take(grant(), claim(lost.last()), lost.records()));
        rig.link.answers("00");
        int begun = rig.drain();

        assertThat(answer.done()).isTrue();
        assertThat(answer.receipt().verdicts()).containsOnly(Verdict.OK);
        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(lost.id())).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void adoption_itsReceipt_standsForTheDeadTillsJournal() {
        Lost lost = sale(true, true);

        Receipt receipt =
                taken(take(grant(), claim(lost.last()), lost.records())).receipt();

        assertThat(receipt.chain().seq()).isEqualTo(lost.last().seq());
        assertThat(home.signatureCheck().ofReceipt(Sales.TILL, receipt.chain())).isEqualTo(SignatureCheck.Verdict.GOOD);
    }

    @Test
    void adoption_twice_changesNothing() {
        Lost lost = sale(true, true);
        SignedGrant grant = grant();
        Answer.Taken first = taken(take(grant, claim(lost.last()), lost.records()));
        rig.link.answers("00");
        int begun = rig.drain();
        String before = ledger();

        Answer.Taken again = taken(take(grant, claim(lost.last()), lost.records()));
        int more = rig.drain();

        assertThat(first.done()).isTrue();
        assertThat(begun).isEqualTo(1);
        assertThat(again.receipt().verdicts()).containsOnly(Verdict.DUPLICATE);
        assertThat(again.done()).isTrue();
        assertThat(more).isZero();
        assertThat(ledger()).isEqualTo(before);
    }

    @Test
    void adoption_andTheTillsOwnDrain_inEitherOrder_changeNothing() {
        Lost lost = sale(true, true);
        SignedGrant grant = grant();
        Receipt own = rig.upload(lost.records()[0], lost.records()[1]);
        Answer.Taken brought = taken(take(grant, claim(lost.last()), lost.records()));
        String before = ledger();

        Receipt ownAgain = rig.upload(lost.records());

        assertThat(own.verdicts()).containsOnly(Verdict.OK);
        assertThat(brought.receipt().verdicts())
                .containsExactly(Verdict.DUPLICATE, Verdict.DUPLICATE, Verdict.OK, Verdict.OK);
        assertThat(ownAgain.verdicts()).containsOnly(Verdict.DUPLICATE);
        assertThat(ledger()).isEqualTo(before);
    }

    @Test
    void adoption_inPieces_isDoneWithTheLast() {
        Lost lost = sale(true, true);
        SignedGrant grant = grant();
        Claim claim = claim(lost.last());

        Answer.Taken first = taken(take(grant, claim, lost.records()[0], lost.records()[1]));
        Answer.Taken rest = taken(take(grant, claim, lost.records()[2], lost.records()[3]));

        assertThat(first.done()).isFalse();
        assertThat(rest.done()).isTrue();
        assertThat(register.list().getFirst().state(clock.instant())).isEqualTo(AdoptionRow.State.DONE);
    }

    @Test
    void adoption_notOfferedByALivingTill_waitsForIt() {
        Lost lost = sale(true, false);

        Answer.Taken answer = taken(take(grant(), claim(lost.last()), lost.records()));

        assertThat(answer.done()).isTrue();
        assertThat(answer.waiting()).isEqualTo(1);
        assertThat(rig.state(lost.id())).isEqualTo(PaymentState.STORED);
        assertThat(rig.drain()).isZero();
    }

    @Test
    void adoption_notOfferedByARevokedTill_isOfferedForIt() {
        Lost lost = sale(true, false);
        revoke();

        Answer.Taken answer = taken(take(grant(), claim(lost.last()), lost.records()));
        rig.link.answers("00");
        int begun = rig.drain();

        assertThat(answer.waiting()).isZero();
        assertThat(begun).isEqualTo(1);
        assertThat(rig.state(lost.id())).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void adoption_revokedAfterwardsAndBroughtAgain_isOffered() {
        Lost lost = sale(true, false);
        SignedGrant grant = grant();
        int waiting = taken(take(grant, claim(lost.last()), lost.records())).waiting();
        revoke();

        Answer.Taken again = taken(take(grant, claim(lost.last()), lost.records()));

        assertThat(waiting).isEqualTo(1);
        assertThat(again.waiting()).isZero();
        assertThat(rig.state(lost.id())).isEqualTo(PaymentState.FORWARDING);
    }

    @Test
    void adoption_neverShown_isHeldForPeople() {
        Lost lost = sale(false, true);
        revoke();

        Answer.Taken answer = taken(take(grant(), claim(lost.last()), lost.records()));

        assertThat(answer.done()).isTrue();
        assertThat(rig.state(lost.id())).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(lost.id())).isEqualTo(Reason.UNSHOWN);
        assertThat(rig.drain()).isZero();
    }

    @Test
    void adoption_voidedBeforeItWasOffered_staysVoided() {
        PaymentId id = rig.till.newId();
        JournalRecord[] records = {
            rig.till.epochOpen(),
            rig.till.stored(id, StoredKind.OFFLINE_APPROVED),
            rig.till.shown(id),
            rig.till.voided(id)
        };
        revoke();

        Answer.Taken answer = taken(take(grant(), claim(records[3]), records));

        assertThat(answer.done()).isTrue();
        assertThat(rig.state(id)).isEqualTo(PaymentState.VOIDED);
    }

    @Test
    void adoption_aGapBeforeIt_asksForWhatIsMissing() {
        Lost lost = sale(true, true);

        Answer.Taken answer = taken(take(grant(), claim(lost.last()), lost.records()[2]));

        assertThat(answer.receipt().verdicts()).containsExactly(Verdict.RESEND);
        assertThat(answer.done()).isFalse();
    }

    @Test
    void grant_usedForAnotherExport_isRefused() {
        Lost lost = sale(true, true);
        SignedGrant grant = grant();
        Claim claim = claim(lost.last());
        Answer.Taken first = taken(take(grant, claim, lost.records()));
        byte[] other = new byte[32];
        other[0] = 1;

        Answer second = take(grant, new Claim(Octets.of(other), claim.lastSeq(), claim.lastLink()), lost.records());

        assertThat(first.done()).isTrue();
        assertThat(refusal(second)).isEqualTo(AdoptionRefusal.GRANT_USED);
    }

    @Test
    void grant_recordsBehindTheExportsEnd_areRefused() {
        Lost lost = sale(true, true);

        Answer answer = take(grant(), claim(lost.records()[1]), lost.records());

        assertThat(refusal(answer)).isEqualTo(AdoptionRefusal.BEYOND_EXPORT);
        assertThat(rig.isKnown(lost.id())).isFalse();
    }

    @Test
    void grant_tooOldAndNotUsed_isRefused() {
        Lost lost = sale(true, true);
        SignedGrant grant = grant();
        clock.pass(Duration.ofHours(25));

        assertThat(refusal(take(grant, claim(lost.last()), lost.records()))).isEqualTo(AdoptionRefusal.GRANT_EXPIRED);
    }

    @Test
    void grant_tooOldAndUsedInTime_goesOn() {
        Lost lost = sale(true, true);
        SignedGrant grant = grant();
        Claim claim = claim(lost.last());
        Answer.Taken begun = taken(take(grant, claim, lost.records()[0]));
        clock.pass(Duration.ofDays(3));

        assertThat(begun.done()).isFalse();
        assertThat(taken(take(grant, claim, lost.records())).done()).isTrue();
    }

    @Test
    void grant_withdrawn_isRefusedFromTheNextBatchOn() {
        Lost lost = sale(true, true);
        SignedGrant grant = grant();
        Claim claim = claim(lost.last());
        Answer.Taken begun = taken(take(grant, claim, lost.records()[0]));

        boolean withdrawn = register.revoke(grant.grant().id(), "Ada");

        assertThat(begun.done()).isFalse();
        assertThat(withdrawn).isTrue();
        assertThat(refusal(take(grant, claim, lost.records()))).isEqualTo(AdoptionRefusal.GRANT_REVOKED);
        assertThat(rig.isKnown(lost.id())).isFalse();
    }

    @Test
    void grant_ofAnotherTill_isRefused() {
        Lost lost = sale(true, true);

        Answer answer = desk.take(
                STRANGER, grant().raw(), claim(lost.last()), List.of(lost.last().raw()));

        assertThat(refusal(answer)).isEqualTo(AdoptionRefusal.GRANT_OF_ANOTHER_TILL);
    }

    @Test
    void grant_ofNobody_isRefused() {
        Lost lost = sale(true, true);

        Answer answer = desk.take(COURIER, Octets.of(new byte[700]), claim(lost.last()), List.of());

        assertThat(refusal(answer)).isEqualTo(AdoptionRefusal.GRANT_NOT_BELIEVED);
    }

    @Test
    void grant_signedAndNotWrittenDown_isRefused() {
        Lost lost = sale(true, true);
        SignedGrant forgotten = SignedGrant.of(
                new dev.tidegate.crypto.AdoptionGrant(
                        UUID.randomUUID(),
                        Sales.TILL,
                        COURIER,
                        clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                        clock.instant()
                                .truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                                .plusSeconds(60)),
                home.signer());

        assertThat(refusal(take(forgotten, claim(lost.last()), lost.records())))
                .isEqualTo(AdoptionRefusal.GRANT_NOT_BELIEVED);
    }

    @Test
    void grant_forATillWithoutATerminal_isRefused() {
        Lost lost = sale(true, true);
        SignedGrant grant = grant();
        desk = desk(List.of());

        assertThat(refusal(take(grant, claim(lost.last()), lost.records()))).isEqualTo(AdoptionRefusal.NO_TERMINAL);
    }

    @Test
    void grant_anotherTillsRecordsUnderIt_areRefusedAsEver() {
        Lost lost = sale(true, true);
        byte[] foreign = lost.records()[0].raw().toByteArray();
        foreign[20] ^= 1;

        Answer answer = desk.take(COURIER, grant().raw(), claim(lost.last()), List.of(Octets.of(foreign)));

        assertThat(taken(answer).receipt().verdicts()).containsExactly(Verdict.REFUSED);
    }

    @Test
    void grant_byOnePersonTwice_isNotMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> register.grant(
                        home.signer(),
                        UUID.randomUUID(),
                        Sales.TILL,
                        COURIER,
                        Duration.ofHours(1),
                        new People("Ada", " ada")));
        assertThat(register.list()).isEmpty();
    }

    @Test
    void grant_toATillThatIsNotEnrolled_isNotMade() {
        TillId nobody = new TillId(UUID.randomUUID());

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        register.grant(home.signer(), UUID.randomUUID(), Sales.TILL, nobody, Duration.ofHours(1), TWO));
    }

    @Test
    void grant_everythingDoneWithIt_isAnEvent() {
        Lost lost = sale(true, true);
        SignedGrant grant = grant();
        Answer.Taken answer = taken(take(grant, claim(lost.last()), lost.records()));
        boolean withdrawn = register.revoke(grant.grant().id(), "Ada");

        assertThat(answer.done() && withdrawn).isTrue();
        List<TillEventRow> events = rig.store.read(tables -> tables.tillEvents().latest(4));
        assertThat(events)
                .extracting(each -> each.event().name())
                .containsExactly("ADOPTION_REVOKED", "ADOPTION_DONE", "ADOPTION_BEGUN", "ADOPTION_GRANTED");
    }
}
