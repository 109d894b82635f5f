package dev.tidegate.gateway.codec;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.MalformedTlvException;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.core.payment.VoiceCode;
import dev.tidegate.gateway.profile.Golden;
import dev.tidegate.gateway.profile.GoldenReader;
import dev.tidegate.gateway.profile.Mac;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileHoleException;
import dev.tidegate.gateway.profile.ReversalReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a profile's golden messages against what the codec makes and reads. */
public final class GoldenCheck {
    private final Profile profile;
    private final Golden golden;
    private final Recorder recorder = new Recorder();
    private final IsoCodec codec;

    private GoldenCheck(Profile profile) {
        this.profile = profile;
        this.golden = GoldenReader.read(profile);
        this.codec = new IsoCodec(profile, recorder);
    }

    /**
     * Makes each of our messages, and reads each of the host's.
     *
     * @return how many there were
     * @throws ProfileHoleException one is not byte for byte what it must be, or not read as it must be: its name and
     *     the first byte that differs
     */
    public static int run(Profile profile) {
        return new GoldenCheck(profile).all();
    }

    private int all() {
        golden.sent().forEach(this::sent);
        golden.network().forEach(one -> {
            try (Outbound message = codec.network(new Stan(one.stan()), one.code(), one.sentAt())) {
                same(one.name(), message.bytes(), one.frame());
            }
        });
        golden.sums().forEach(this::sums);
        golden.answers().forEach(this::answer);
        return golden.sent().size()
                + golden.network().size()
                + golden.sums().size()
                + golden.answers().size();
    }

    private void sent(Golden.Sent one) {
        recorder.covered.clear();
        try (ClearCard card = card(one.track());
                Outbound message = codec.sale(facts(one), card)) {
            same(one.name(), message.bytes(), one.frame());
            covered(one.name(), one.kind(), one.covered());
        } catch (UnsendableException e) {
            throw hole(one.name(), "cannot be made: field " + e.field());
        } catch (IllegalArgumentException e) {
            throw hole(one.name(), "its facts are none");
        }
    }

    private void sums(Golden.Sums one) {
        recorder.covered.clear();
        BatchFacts facts = new BatchFacts(
                one.repeat(),
                golden.terminal(),
                one.number(),
                one.day(),
                one.totals(),
                new Stan(one.stan()),
                one.sentAt(),
                one.firstSentAt());
        try (Outbound message = codec.reconciliation(facts)) {
            same(one.name(), message.bytes(), one.frame());
            covered(one.name(), MessageKind.RECONCILIATION, one.covered());
        } catch (UnsendableException e) {
            throw hole(one.name(), "cannot be made: field " + e.field());
        }
    }

    private void covered(String name, MessageKind kind, Octets golden) {
        Mac mac = profile.mac();
        boolean sealed = mac != null && mac.messages().contains(kind);
        if (sealed
                && (recorder.covered.size() != 1 || !recorder.covered.getFirst().equals(golden))) {
            throw hole(name, "the authentication code covers other bytes");
        }
    }

    private void answer(Golden.Answer one) {
        IsoMessage message;
        try {
            message = codec.decode(one.frame().toByteArray());
        } catch (MalformedMessageException e) {
            throw hole(one.name(), "cannot be read, " + e.getMessage());
        }
        one.fields().forEach((field, text) -> {
            if (!message.text(field).equals(text)) {
                throw hole(one.name(), "field " + field + " is read otherwise");
            }
        });
        if (!message.issuerData().encode().equals(one.issuerData())) {
            throw hole(one.name(), "the issuer's data is read otherwise");
        }
    }

    private SaleFacts facts(Golden.Sent one) {
        Integer taken = one.originalStan();
        boolean voice = one.kind() == MessageKind.VOICE;
        SaleFacts.@Nullable Original original = taken == null
                ? null
                : new SaleFacts.Original(
                        MessageKind.SALE,
                        new Stan(taken),
                        golden.soldAt(),
                        one.authorisationCode(),
                        ReversalReason.TIMEOUT,
                        null);
        return new SaleFacts(
                one.kind(),
                one.repeat(),
                golden.terminal(),
                new Amount(golden.amount(), golden.terminal().currency()),
                golden.soldAt(),
                one.entryMode(),
                tags(one),
                new Stan(one.stan()),
                new Rrn(golden.rrn()),
                one.sentAt(),
                original,
                voice ? new VoiceCode(one.authorisationCode()) : null);
    }

    private static @Nullable FrozenTags tags(Golden.Sent one) {
        try {
            return one.tags().isEmpty() ? null : new FrozenTags(TlvSet.read(one.tags()));
        } catch (MalformedTlvException e) {
            throw new IllegalArgumentException("the tags of a golden message are no TLV", e);
        }
    }

    private ClearCard card(boolean withTrack) {
        Golden.Card card = golden.card();
        return new ClearCard(
                Pan.of(Text.ascii(card.number())),
                new ExpiryDate(card.expiryYear(), card.expiryMonth()),
                card.sequence(),
                withTrack ? Track2.of(Text.ascii(card.track2())) : null);
    }

    private void same(String name, byte[] made, Octets frame) {
        int differs = Arrays.mismatch(made, frame.toByteArray());
        if (differs >= 0) {
            throw hole(
                    name,
                    "differs at byte " + differs + ", " + made.length + " bytes were made, " + frame.length()
                            + " are golden");
        }
    }

    private ProfileHoleException hole(String name, String what) {
        return new ProfileHoleException(profile.name() + ".golden." + name, what);
    }

    /** Keeps what is covered, and writes zeros: golden messages need no key. */
    private static final class Recorder implements MessageMac {
        private final List<Octets> covered = new ArrayList<>();

        @Override
        public byte[] compute(byte[] bytes) {
            covered.add(Octets.of(bytes));
            return new byte[Mac.FIELD_BYTES];
        }

        @Override
        public boolean verify(byte[] bytes, byte[] mac) {
            return Arrays.equals(mac, new byte[mac.length]);
        }
    }
}
