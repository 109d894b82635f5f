package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.Sealer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the track of a stripe may be, and what a record of one looks like. */
final class StripeSealTest {
    private static final PaymentId PAYMENT = Samples.payment(1);
    private static final Recipient RECIPIENT = Recipient.create();

    @TempDir
    Path folder;

    @Test
    void open_bodyForTheJournal_hasNoTrackAndNoTags() {
        SealedBody sealed = RECIPIENT.sealer().sealForJournal(stripe());

        try (OpenedBody opened = open(sealed, Purpose.JOURNAL)) {
            assertThat(opened.card().track2()).isNull();
            assertThat(opened.tags()).isNull();
        }
    }

    @Test
    void open_bodyOfADeferredStripe_hasTheTrack() {
        SealedBody sealed = RECIPIENT.sealer().sealDeferredStripe(stripe());

        try (OpenedBody opened = open(sealed, Purpose.JOURNAL)) {
            Track2 track = opened.card().track2();
            assertThat(track == null ? new byte[0] : track.characters()).isEqualTo(Samples.ascii(Samples.TRACK));
        }
    }

    @Test
    void open_bodyForOneRequest_hasTheTrack() {
        SealedBody sealed = RECIPIENT.sealer().sealForRequest(stripe());

        try (OpenedBody opened = open(sealed, Purpose.REQUEST)) {
            assertThat(opened.card().track2()).isNotNull();
        }
    }

    @Test
    void sealDeferredStripe_ofAChip_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RECIPIENT.sealer().sealDeferredStripe(Samples.contents(PAYMENT)));
    }

    @Test
    void agreesWith_aBodyOfAStripe_isOfNoChipSale() {
        SealedBody sealed = RECIPIENT.sealer().sealDeferredStripe(stripe());

        try (OpenedBody opened = open(sealed, Purpose.JOURNAL)) {
            assertThat(opened.agreesWith(sale())).isTrue();
            assertThat(opened.agreesWith(Samples.sale())).isFalse();
        }
    }

    @Test
    void next_storedStripe_saysThatItsBodyIsSensitive() {
        JournalRecord record = Tape.started(folder).append(stored());

        assertThat(RecordFrame.read(record.raw()).flags()).isEqualTo(RecordFrame.FLAG_SENSITIVE);
        assertThat(record.entry()).isEqualTo(stored());
    }

    @Test
    void next_askedStripe_isNotSensitive() {
        JournalRecord record = Tape.started(folder).append(new JournalEntry.Asked(PAYMENT, sale(), Samples.body()));

        assertThat(RecordFrame.read(record.raw()).flags()).isZero();
    }

    @Test
    void read_sensitiveFlagWhereThereIsNoTrack_isRefused() {
        byte[] raw = Tape.started(folder).append(Samples.stored(1)).raw().toByteArray();
        raw[7] |= RecordFrame.FLAG_SENSITIVE;

        RecordFrame frame = RecordFrame.read(dev.tidegate.core.card.Octets.of(raw));
        assertThatThrownBy(() -> Summary.read(frame)).isInstanceOf(Rejection.class);
    }

    private static Sealer.Contents stripe() {
        return new Sealer.Contents(PAYMENT, Samples.card(), null, Samples.AMOUNT, Samples.NOON);
    }

    private static Sale sale() {
        Sale chip = Samples.sale();
        return new Sale(
                chip.amount(),
                chip.soldAt(),
                EntryMode.SWIPE,
                chip.card(),
                chip.cvm(),
                null,
                chip.reference(),
                chip.request());
    }

    private static JournalEntry.Stored stored() {
        return new JournalEntry.Stored(PAYMENT, sale(), StoredKind.DEFERRED_AUTHORISATION, Samples.body());
    }

    private static OpenedBody open(SealedBody sealed, Purpose purpose) {
        return RECIPIENT.opener().open(sealed, Samples.TILL, PAYMENT, purpose);
    }
}
