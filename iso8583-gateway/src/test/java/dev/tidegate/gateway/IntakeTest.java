package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.gateway.capture.LiveAnswer;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stored sales as they come in, sealed and chained by a real till's keys. */
class IntakeTest {
    @TempDir
    private Path folder;

    private IntakeRig rig;

    @BeforeEach
    void open() {
        rig = new IntakeRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private PaymentId forwarded(StoredKind kind) {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, kind);
        Receipt receipt = rig.upload(stored, rig.till.shown(id), rig.till.offered(stored.seq()));
        assertThat(receipt.verdicts()).containsOnly(Verdict.OK);
        return id;
    }

    @Test
    void batch_good_isAcknowledgedRecordByRecord() {
        PaymentId id = rig.till.newId();
        JournalRecord opened = rig.till.epochOpen();
        JournalRecord stored = rig.till.stored(id, StoredKind.OFFLINE_APPROVED);

        Receipt receipt = rig.upload(opened, stored, rig.till.shown(id), rig.till.offered(stored.seq()));

        assertThat(receipt.verdicts()).containsExactly(Verdict.OK, Verdict.OK, Verdict.OK, Verdict.OK);
        assertThat(receipt.lastSeq()).isEqualTo(4);
        assertThat(rig.state(id)).isEqualTo(PaymentState.FORWARDING);
        assertThat(rig.events(id)).containsExactly("STORE", "SHOWN", "OFFER");
    }

    @Test
    void sale_storedAndOffered_isSentAndCaptured() {
        PaymentId id = forwarded(StoredKind.OFFLINE_APPROVED);
        rig.link.answers("00");

        int begun = rig.drain();

        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.last().text(2)).isEqualTo(Sales.NUMBER);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void sale_storedAndShownButNotOffered_isNotSent() {
        PaymentId id = rig.till.newId();

        Receipt receipt = rig.upload(rig.till.stored(id, StoredKind.OFFLINE_APPROVED), rig.till.shown(id));

        assertThat(receipt.lastSeq()).isEqualTo(2);
        assertThat(rig.drain()).isZero();
        assertThat(rig.state(id)).isEqualTo(PaymentState.STORED);
    }

    @Test
    void sale_offeredButNotShown_isSentOnceItWasShown() {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, StoredKind.DEFERRED_AUTHORISATION);
        Receipt offered = rig.upload(stored, rig.till.offered(stored.seq()));
        int before = rig.drain();
        rig.link.answers("00");

        Receipt shown = rig.upload(rig.till.shown(id));
        int after = rig.drain();

        assertThat(offered.verdicts()).containsOnly(Verdict.OK);
        assertThat(shown.verdicts()).containsOnly(Verdict.OK);
        assertThat(before).isZero();
        assertThat(after).isEqualTo(1);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void offered_coversOnlyWhatLiesBeforeIt() {
        PaymentId early = rig.till.newId();
        PaymentId late = rig.till.newId();
        JournalRecord first = rig.till.stored(early, StoredKind.OFFLINE_APPROVED);
        JournalRecord offered = rig.till.offered(first.seq());

        Receipt receipt = rig.upload(first, offered, rig.till.stored(late, StoredKind.OFFLINE_APPROVED));

        assertThat(receipt.verdicts()).containsOnly(Verdict.OK);
        assertThat(rig.state(early)).isEqualTo(PaymentState.FORWARDING);
        assertThat(rig.state(late)).isEqualTo(PaymentState.STORED);
    }

    @Test
    void void_beforeTheOffer_endsThePayment() {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, StoredKind.DEFERRED_AUTHORISATION);

        Receipt receipt =
                rig.upload(stored, rig.till.shown(id), rig.till.voided(id), rig.till.offered(stored.seq() + 2));

        assertThat(receipt.verdicts()).containsOnly(Verdict.OK);
        assertThat(rig.state(id)).isEqualTo(PaymentState.VOIDED);
        assertThat(rig.drain()).isZero();
    }

    @Test
    void void_afterTheCapture_isAcknowledgedAndRefused() {
        PaymentId id = forwarded(StoredKind.OFFLINE_APPROVED);
        rig.link.answers("00");
        int begun = rig.drain();

        Receipt receipt = rig.upload(rig.till.voided(id));

        assertThat(begun).isEqualTo(1);
        assertThat(receipt.verdicts()).containsOnly(Verdict.OK);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void stored_secondTimeForOneId_holdsTheFirstAndKeepsBoth() {
        PaymentId id = forwarded(StoredKind.OFFLINE_APPROVED);

        Receipt receipt = rig.upload(rig.till.stored(id, StoredKind.OFFLINE_APPROVED));

        assertThat(receipt.verdicts()).containsExactly(Verdict.OK);
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.SECOND_PATH);
        assertThat(rig.quarantined("SECOND_PATH")).isEqualTo(1);
        assertThat(rig.drain()).isZero();
    }

    @Test
    void sale_pastItsDeadlineOnArrival_isAcknowledgedAndSetAside() {
        PaymentId id = rig.till.newId();
        rig.clock.pass(Duration.ofHours(80));

        Receipt receipt = rig.upload(rig.till.stored(id, StoredKind.DEFERRED_AUTHORISATION));

        assertThat(receipt.verdicts()).containsExactly(Verdict.OK);
        assertThat(rig.state(id)).isEqualTo(PaymentState.EXPIRED_HELD);
    }

    @Test
    void folder_afterAllThis_holdsNoCardNumber() throws IOException {
        forwarded(StoredKind.OFFLINE_APPROVED);
        PaymentId live = rig.till.newId();
        rig.link.answers("00").answers("00");
        LiveAnswer approved = rig.ask(live);
        int begun = rig.drain();

        assertThat(approved).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(begun).isEqualTo(1);
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                byte[] bytes = Files.readAllBytes(file);
                assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(Sales.NUMBER, Sales.NUMBER.substring(0, 12));
                assertThat(Octets.of(bytes).hex()).as(file.toString()).doesNotContain(Sales.NUMBER.substring(0, 12));
            }
        }
    }

    @Test
    void deferred_forAnAcquirerThatTakesNone_isSetAsideUnsent() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("no-deferral"));
        try (IntakeRig strict = new IntakeRig(elsewhere, Profiles.withoutDeferral(elsewhere))) {
            PaymentId id = strict.till.newId();
            JournalRecord stored = strict.till.stored(id, StoredKind.DEFERRED_AUTHORISATION);

            assertThat(strict.upload(stored, strict.till.shown(id), strict.till.offered(stored.seq()))
                            .verdicts())
                    .containsOnly(Verdict.OK);

            assertThat(strict.drain()).isZero();
            assertThat(strict.state(id)).isEqualTo(PaymentState.HELD);
            assertThat(strict.reason(id)).isEqualTo(Reason.POLICY);
        }
    }
}
