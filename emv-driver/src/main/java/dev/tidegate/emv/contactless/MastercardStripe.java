package dev.tidegate.emv.contactless;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.apdu.ResponseApdu;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.entrypoint.ContactlessApplicationKernel.Ended;
import dev.tidegate.emv.entrypoint.KernelOutcome;
import dev.tidegate.emv.entrypoint.KernelOutcome.Kind;
import dev.tidegate.emv.entrypoint.SelectedCombination;
import dev.tidegate.emv.records.CardIdentity;
import dev.tidegate.emv.records.RecordReading;
import dev.tidegate.emv.step.Step;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Mastercard's path in stripe mode: one record, then COMPUTE CRYPTOGRAPHIC CHECKSUM, whose digits go into track 2 (EMV
 * Contactless Book C-2). The issuer alone can check them, and so it is always asked: nothing here is an approval.
 */
record MastercardStripe(TapInputs inputs, SelectedCombination selected, ContactlessApplication application) {
    private static final List<Tag> MANDATORY = List.of(
            StripeTrack.TRACK, StripeTrack.CHECKSUM_PLACES, StripeTrack.OTHER_PLACES, StripeTrack.COUNTER_DIGITS);

    private static final Tag FILE_LOCATOR = new Tag(0x94);
    /** The first record of file 1, the only one of stripe mode where the locator begins with it. */
    static final Slice RECORD = Slice.of(Octets.ofHex("08010100"));

    private static final Tag UDOL = new Tag(0x9F69);
    private static final DataObjectList DEFAULT_UDOL = DataObjectList.read(Octets.ofHex("9F6A04"));
    private static final Tag NUMBER = new Tag(0x9F6A);
    private static final Tag DEVICES = new Tag(0x9F7E);

    private static final Tag RESPONSE = new Tag(0x77);
    private static final Tag CHECKSUM = new Tag(0x9F61);
    private static final Tag TRACK_2 = new Tag(0x57);

    /** What a cardholder's device says of its holder: byte 2 bit 5 verified; what is asked for first. */
    private static final Tag DEVICE_SAYS = new Tag(0xDF4B);

    private static final int VERIFIED = 0x001000;
    private static final int HOLDER_FIRST = 0x00030F;

    /** Reads the card's stripe. */
    Step<Ended<TapAnswer>> read(CardObjects begun) {
        return RecordReading.read(selected.objects(), begun, locator(begun), MANDATORY)
                .then(read -> checksum(read.objects(), StripeTrack.of(read.objects())));
    }

    private static Slice locator(CardObjects begun) {
        Slice locator = begun.value(FILE_LOCATOR);
        boolean own = locator.length() > 4 && locator.slice(0, 4).isSameAs(RECORD);
        return own ? RECORD : locator;
    }

    private Step<Ended<TapAnswer>> checksum(CardObjects card, StripeTrack track) {
        long number = number(track.numberDigits());
        TlvSet terminal = inputs.terminal(application)
                .with(NUMBER, Octets.ofHex(String.format(Locale.ROOT, "%08d", number)))
                .with(DEVICES, Octets.of(new byte[] {(byte) (needsVerification() ? 0x03 : 0x01)}));
        DataObjectList udol = card.has(UDOL) ? DataObjectList.read(card.value(UDOL)) : DEFAULT_UDOL;
        CommandApdu command = CommandApdu.computeChecksum(udol.fill(terminal, card));
        return Step.send(command, answer -> Step.done(new Ended.Known<>(outcome(answer, track, number))));
    }

    // As many digits as the track takes; the eight of tag 9F6A begin with zeros.
    private long number(int digits) {
        ByteBuffer bytes = ByteBuffer.wrap(inputs.unpredictableNumber().toByteArray());
        return Integer.toUnsignedLong(bytes.getInt()) % Math.powExact(10L, digits);
    }

    private KernelOutcome<TapAnswer> outcome(ResponseApdu response, StripeTrack track, long number) {
        if (!response.succeeded()) {
            return Screens.otherCard();
        }
        List<TlvElement> answer = TlvElement.readAll(TlvElement.template(response.data(), RESPONSE));
        int counter = (int) required(answer, Tag.ATC, 2).number();
        Slice said = value(answer, DEVICE_SAYS);
        long device = said == null ? 0 : required(answer, DEVICE_SAYS, 3).number();
        if (value(answer, CHECKSUM) == null) {
            return (device & HOLDER_FIRST) == 0 ? Screens.declined() : Screens.seePhone();
        }
        boolean verified = (device & VERIFIED) != 0;
        byte[] filled = track.filled((int) required(answer, CHECKSUM, 2).number(), counter, number, verified);
        try {
            CardObjects card = TapIdentity.in(selected.objects().with(TRACK_2, Slice.of(filled)));
            CardIdentity.of(card).close();
            return verified(card, verified);
        } finally {
            Arrays.fill(filled, (byte) 0);
        }
    }

    private KernelOutcome<TapAnswer> verified(CardObjects card, boolean verified) {
        if (!needsVerification()) {
            return asked(card, CvmResult.NONE);
        }
        if (verified) {
            return asked(card, CvmResult.ON_DEVICE);
        }
        // Without signature there is nothing left to verify a holder by, and by contact there may be.
        return inputs.settings().terminal().capabilities().signature()
                ? asked(card, CvmResult.SIGNATURE)
                : Screens.otherInterface();
    }

    private static KernelOutcome<TapAnswer> asked(CardObjects card, CvmResult cvm) {
        return Screens.ended(Kind.ONLINE_REQUEST, new TapAnswer.WithTrack(card, cvm));
    }

    // DF8126.
    private boolean needsVerification() {
        return inputs.amountMinor() > application.combination().rules().verificationLimitMinor();
    }

    private static Slice required(List<TlvElement> answer, Tag tag, int length) {
        Slice value = value(answer, tag);
        if (value == null || value.length() != length) {
            throw new MalformedCardDataException("tag " + tag + " is missing or of another length");
        }
        return value;
    }

    private static @Nullable Slice value(List<TlvElement> answer, Tag tag) {
        List<TlvElement> found =
                answer.stream().filter(element -> element.tag().equals(tag)).toList();
        if (found.size() > 1) {
            throw new MalformedCardDataException("tag " + tag + " comes twice");
        }
        return found.isEmpty() ? null : found.getFirst().value();
    }
}
