package dev.tidegate.emv.contactless;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.entrypoint.Activation;
import dev.tidegate.emv.entrypoint.ContactlessApplicationKernel;
import dev.tidegate.emv.entrypoint.KernelOutcome;
import dev.tidegate.emv.entrypoint.SelectedCombination;
import dev.tidegate.emv.entrypoint.TransactionQualifiers;
import dev.tidegate.emv.initiate.ApplicationInitiation;
import dev.tidegate.emv.initiate.ApplicationInitiation.Opening;
import dev.tidegate.emv.records.CardIdentity;
import dev.tidegate.emv.records.RecordReading;
import dev.tidegate.emv.step.Step;
import java.util.Objects;

/**
 * Visa's path, quick VSDC: the cryptogram comes with the answer to GET PROCESSING OPTIONS (EMV Contactless Book C-3).
 * Pure. The commands are here; what is made of the answers is {@link VisaDecision}, with the field off.
 */
final class VisaKernel implements ContactlessApplicationKernel<TapAnswer> {
    private static final Tag PDOL = new Tag(0x9F38);
    private static final Tag QUALIFIERS = new Tag(0x9F66);
    private static final Tag FILE_LOCATOR = new Tag(0x94);
    private static final Tag TRACK_2 = new Tag(0x57);
    private static final Tag EXPIRY = new Tag(0x5F24);

    private static final int OTHER_INTERFACE = 0x6984;
    private static final int NEXT = 0x6985;
    private static final int SEE_PHONE = 0x6986;

    private final TapInputs inputs;

    VisaKernel(TapInputs inputs) {
        this.inputs = inputs;
    }

    @Override
    public Step<Ended<TapAnswer>> activate(Activation<TapAnswer> activation) {
        return Step.guarded(() -> initiate(activation.selected()));
    }

    private Step<Ended<TapAnswer>> initiate(SelectedCombination selected) {
        CardObjects card = selected.objects();
        // Book C-3, initiate application processing: an application that does not ask what the reader can do is none
        // for
        // this path; the card may have another.
        if (!card.has(PDOL) || !DataObjectList.read(card.value(PDOL)).asksFor(QUALIFIERS)) {
            return known(KernelOutcome.selectNext());
        }
        TransactionQualifiers qualifiers =
                Objects.requireNonNull(selected.prepared().indicators().qualifiers());
        TlvSet terminal = inputs.terminal(
                        inputs.settings().application(selected.prepared().combination()))
                .with(QUALIFIERS, qualifiers.value());
        Opening opening = ApplicationInitiation.opening(card, terminal);
        return Step.send(opening.command(), answer -> {
            if (!answer.succeeded()) {
                return known(refused(answer.statusWord()));
            }
            CardObjects begun = opening.begun(answer.data()).objects();
            if (!begun.has(Tag.APPLICATION_CRYPTOGRAM)) {
                // Stripe mode, or contact mode: no cryptogram of this sale, no sale.
                return known(Screens.otherInterface());
            }
            return read(selected, terminal, begun);
        });
    }

    // Book C-3: what a card says by a status.
    private static KernelOutcome<TapAnswer> refused(int statusWord) {
        return switch (statusWord) {
            case OTHER_INTERFACE -> Screens.otherInterface();
            case NEXT -> KernelOutcome.selectNext();
            case SEE_PHONE -> Screens.seePhone();
            default -> Screens.otherCard();
        };
    }

    private Step<Ended<TapAnswer>> read(SelectedCombination selected, TlvSet terminal, CardObjects begun) {
        VisaCryptogram cryptogram = VisaCryptogram.of(begun);
        boolean records = begun.has(FILE_LOCATOR) && begun.value(FILE_LOCATOR).length() > 0;
        if (!records || cryptogram.type() == Type.AAC && VisaCryptogram.isIdentified(begun)) {
            return left(selected, terminal, cryptogram, begun, true);
        }
        return RecordReading.readUnique(selected.objects(), begun)
                .then(read -> left(selected, terminal, cryptogram, read.objects(), read.authenticable()));
    }

    private Step<Ended<TapAnswer>> left(
            SelectedCombination selected,
            TlvSet terminal,
            VisaCryptogram cryptogram,
            CardObjects read,
            boolean authenticable) {
        if (!read.has(TRACK_2)) {
            return Step.ended(EndReason.CARD_ERROR);
        }
        CardObjects card = TapIdentity.in(read);
        CardIdentity.of(card).close();
        VisaDecision decision =
                new VisaDecision(inputs, selected, terminal, cryptogram, card, read.has(EXPIRY), authenticable);
        return Step.done(new Ended.Left<>(decision::outcome));
    }

    private static Step<Ended<TapAnswer>> known(KernelOutcome<TapAnswer> outcome) {
        return Step.done(new Ended.Known<>(outcome));
    }
}
