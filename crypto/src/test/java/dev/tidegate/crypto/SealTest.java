package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.port.SealUnavailableException;
import dev.tidegate.core.port.Sealer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the till seals, the gateway opens, and nobody else. */
final class SealTest {
    private static final PaymentId PAYMENT = Samples.payment(1);
    private static final Recipient recipient = Recipient.create();

    @Test
    void open_journalBody_givesWhatWasSealedWithoutTheTrack() {
        SealedBody sealed = recipient.sealer().sealForJournal(Samples.contents(PAYMENT));

        try (OpenedBody opened = recipient.opener().open(sealed, Samples.TILL, PAYMENT, Purpose.JOURNAL)) {
            assertThat(opened.card().pan().digits()).isEqualTo(Samples.ascii(Samples.PAN));
            assertThat(opened.card().expiry()).isEqualTo(Samples.card().expiry());
            assertThat(opened.card().panSequence()).isEqualTo(1);
            assertThat(opened.card().track2()).isNull();
            assertThat(opened.tags()).isEqualTo(Samples.tags());
            assertThat(opened.amount()).isEqualTo(Samples.AMOUNT);
            assertThat(opened.soldAt()).isEqualTo(Samples.NOON);
        }
    }

    @Test
    void open_requestBody_givesTheTrackToo() {
        SealedBody sealed = recipient.sealer().sealForRequest(Samples.contents(PAYMENT));

        try (OpenedBody opened = recipient.opener().open(sealed, Samples.TILL, PAYMENT, Purpose.REQUEST)) {
            Track2 track = opened.card().track2();
            assertThat(track).isNotNull();
            assertThat(track == null ? new byte[0] : track.characters()).isEqualTo(Samples.ascii(Samples.TRACK));
        }
    }

    @Test
    void open_cardWithoutTrack_givesNone() {
        ClearCard card = Samples.card();
        Sealer.Contents contents = new Sealer.Contents(
                PAYMENT,
                new ClearCard(card.pan(), card.expiry(), 0, null),
                Samples.tags(),
                Samples.AMOUNT,
                Samples.NOON);

        SealedBody sealed = recipient.sealer().sealForRequest(contents);

        try (OpenedBody opened = recipient.opener().open(sealed, Samples.TILL, PAYMENT, Purpose.REQUEST)) {
            assertThat(opened.card().track2()).isNull();
        }
    }

    @Test
    void seal_twoBodies_haveOneLength() {
        Sealer.Contents contents = Samples.contents(PAYMENT);

        SealedBody journal = recipient.sealer().sealForJournal(contents);

        assertThat(journal.suite()).isEqualTo(1);
        assertThat(journal.keyId()).isEqualTo(recipient.key().kid());
        assertThat(journal.encapsulated().length()).isEqualTo(65);
        assertThat(journal.ciphertext().length()).isEqualTo(256 + 16);
        assertThat(recipient.sealer().sealForRequest(contents).ciphertext().length())
                .isEqualTo(256 + 16);
    }

    @Test
    void seal_theSameAgain_isNeverTheSame() {
        Set<Octets> seen = new HashSet<>();

        for (int i = 0; i < 20; i++) {
            SealedBody sealed = recipient.sealer().sealForJournal(Samples.contents(PAYMENT));
            assertThat(seen.add(sealed.encapsulated())).isTrue();
            assertThat(seen.add(sealed.ciphertext())).isTrue();
        }
    }

    @Test
    void seal_behindTheLastKeysPeriod_isUnavailable() {
        for (Duration off : new Duration[] {Duration.ofDays(7), Duration.ofDays(700)}) {
            HpkeSealer sealer = recipient.sealer(InstantSource.fixed(Samples.NOON.plus(off)));
            assertThatThrownBy(() -> sealer.sealForJournal(Samples.contents(PAYMENT)))
                    .isInstanceOf(SealUnavailableException.class);
            assertThat(sealer.sealingTo()).isEqualTo(Octets.empty());
        }
    }

    @Test
    void seal_byAClockThatIsSlow_usesTheTimeOfTheBundle() {
        HpkeSealer sealer = recipient.sealer(InstantSource.fixed(Samples.NOON.minus(Duration.ofDays(700))));

        assertThat(sealer.sealForJournal(Samples.contents(PAYMENT)).keyId())
                .isEqualTo(recipient.key().kid());
    }

    @Test
    void seal_overTheEndOfAPeriod_goesOnToTheNextKey() {
        RecipientKey later = RecipientKey.of(
                Recipient.create().key().spki(),
                Suite.P256,
                recipient.key().notAfter(),
                recipient.key().notAfter().plus(Duration.ofDays(7)));
        RecipientBundle both = new RecipientBundle(2, Samples.NOON, List.of(later, recipient.key()));
        Instant end = recipient.key().notAfter();

        assertThat(sealedTo(both, end.minusMillis(1))).isEqualTo(recipient.key().kid());
        assertThat(sealedTo(both, end)).isEqualTo(later.kid());
    }

    private static Octets sealedTo(RecipientBundle bundle, Instant when) {
        HpkeSealer sealer = new HpkeSealer(() -> bundle, Samples.TILL, InstantSource.fixed(when));
        Octets kid = sealer.sealForJournal(Samples.contents(PAYMENT)).keyId();
        assertThat(sealer.sealingTo()).isEqualTo(kid);
        return kid;
    }

    @Test
    void open_bodyOfTheSecondSuite_givesWhatWasSealed() {
        Recipient software = Recipient.create(Suite.X25519);

        SealedBody sealed = software.sealer().sealForJournal(Samples.contents(PAYMENT));

        assertThat(sealed.suite()).isEqualTo(2);
        assertThat(sealed.encapsulated().length()).isEqualTo(32);
        try (OpenedBody opened = software.opener().open(sealed, Samples.TILL, PAYMENT, Purpose.JOURNAL)) {
            assertThat(opened.amount()).isEqualTo(Samples.AMOUNT);
        }
    }

    @Test
    void seal_wipedCard_isUnavailable() {
        Sealer.Contents contents = Samples.contents(PAYMENT);
        contents.card().close();

        assertThatThrownBy(() -> recipient.sealer().sealForJournal(contents))
                .isInstanceOf(SealUnavailableException.class);
    }

    @Test
    void seal_moreThanABodyHolds_isUnavailable() {
        FrozenTags huge = new FrozenTags(Samples.tags().tags().with(new Tag(0x9F7C), Samples.bytes(8_200, 1)));
        Sealer.Contents contents = new Sealer.Contents(PAYMENT, Samples.card(), huge, Samples.AMOUNT, Samples.NOON);

        assertThatThrownBy(() -> recipient.sealer().sealForJournal(contents))
                .isInstanceOf(SealUnavailableException.class);
    }

    @Test
    void seal_manyTags_takesTheNextSize() {
        FrozenTags many = new FrozenTags(Samples.tags().tags().with(new Tag(0x9F7C), Samples.bytes(300, 1)));

        SealedBody sealed = recipient
                .sealer()
                .sealForJournal(new Sealer.Contents(PAYMENT, Samples.card(), many, Samples.AMOUNT, Samples.NOON));

        assertThat(sealed.ciphertext().length()).isEqualTo(512 + 16);
        try (OpenedBody opened = recipient.opener().open(sealed, Samples.TILL, PAYMENT, Purpose.JOURNAL)) {
            assertThat(opened.tags()).isEqualTo(many);
        }
    }

    @Test
    void agreesWith_theSaleOfItsRecord_holds() {
        try (OpenedBody opened = opened()) {
            assertThat(opened.agreesWith(Samples.sale())).isTrue();
        }
    }

    @Test
    void agreesWith_changedAmountOrTime_fails() {
        Sale sale = Samples.sale();

        try (OpenedBody opened = opened()) {
            assertThat(opened.agreesWith(with(sale, Amount.of(1_249, "EUR"), sale.soldAt())))
                    .isFalse();
            assertThat(opened.agreesWith(with(sale, Amount.of(1_250, "USD"), sale.soldAt())))
                    .isFalse();
            assertThat(opened.agreesWith(with(sale, sale.amount(), sale.soldAt().plusMillis(1))))
                    .isFalse();
        }
    }

    @Test
    void agreesWith_tagsThatSayOtherwise_fails() {
        assertThat(agreesWithTag(Tag.AMOUNT_AUTHORISED, "000000001251")).isFalse();
        assertThat(agreesWithTag(Tag.TRANSACTION_CURRENCY, "0840")).isFalse();
        assertThat(agreesWithTag(Tag.TRANSACTION_DATE, "261124")).isFalse();
        assertThat(agreesWithTag(Tag.TRANSACTION_DATE, "26")).isFalse();
        assertThat(agreesWithTag(Tag.TRANSACTION_DATE, "261123"))
                .as("already tomorrow there")
                .isTrue();
    }

    private static boolean agreesWithTag(Tag tag, String hex) {
        FrozenTags tags = new FrozenTags(Samples.tags().tags().with(tag, Octets.ofHex(hex)));
        try (OpenedBody body = new OpenedBody(Samples.card(), tags, Samples.AMOUNT, Samples.NOON)) {
            return body.agreesWith(Samples.sale());
        }
    }

    private static OpenedBody opened() {
        SealedBody sealed = recipient.sealer().sealForJournal(Samples.contents(PAYMENT));
        return recipient.opener().open(sealed, Samples.TILL, PAYMENT, Purpose.JOURNAL);
    }

    private static Sale with(Sale sale, Amount amount, Instant soldAt) {
        return new Sale(
                amount,
                soldAt,
                sale.entryMode(),
                sale.card(),
                sale.cvm(),
                sale.chip(),
                sale.reference(),
                sale.request());
    }
}
