package dev.tidegate.emv.contactless;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.action.CardActionAnalysis;
import dev.tidegate.emv.action.TerminalActionAnalysis;
import dev.tidegate.emv.authentication.OfflineAuthentication;
import dev.tidegate.emv.contact.TerminalObjects;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.data.InterchangeProfile;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TransactionStatus;
import dev.tidegate.emv.data.TransactionStatus.Done;
import dev.tidegate.emv.entrypoint.Activation;
import dev.tidegate.emv.entrypoint.ContactlessApplicationKernel;
import dev.tidegate.emv.entrypoint.KernelOutcome;
import dev.tidegate.emv.entrypoint.SelectedCombination;
import dev.tidegate.emv.initiate.ApplicationInitiation;
import dev.tidegate.emv.initiate.ApplicationInitiation.Initiation;
import dev.tidegate.emv.initiate.ApplicationInitiation.Opening;
import dev.tidegate.emv.records.CardIdentity;
import dev.tidegate.emv.records.RecordReading;
import dev.tidegate.emv.restrictions.ProcessingRestrictions;
import dev.tidegate.emv.settings.TerminalCapabilities;
import dev.tidegate.emv.step.Step;
import dev.tidegate.emv.verification.CardholderVerification;
import dev.tidegate.emv.verification.CardholderVerification.Verification;
import java.util.List;

/**
 * Mastercard's path in EMV mode: records, then one GENERATE AC with CDA (EMV Contactless Book C-2). Pure. What needs
 * RSA is left to {@link MastercardDecision}, with the field off. A card that has stripe mode alone goes on by
 * {@link MastercardStripe}, where the terminal takes it.
 */
final class MastercardKernel implements ContactlessApplicationKernel<TapAnswer> {
    private static final Tag CDOL_1 = new Tag(0x8C);
    private static final List<Tag> MANDATORY = List.of(new Tag(0x5A), new Tag(0x5F24), CDOL_1);

    private static final Tag FILE_LOCATOR = new Tag(0x94);

    private static final Tag STATIC_TAGS = new Tag(0x9F4A);
    private static final Octets PROFILE_ALONE = Octets.ofHex("82");

    private static final int NEXT = 0x6985;
    private static final int SEE_PHONE = 0x6986;

    /** Byte 2 of tag 9F33, bit 4: no verification. */
    private static final int NO_VERIFICATION = 0x08;

    /** The same, bits 8 and 5: a PIN that the card checks. */
    private static final int PIN = 0x90;

    /** Byte 3 of tag 9F33: CDA, the only way of this path. */
    private static final int COMBINED = 0x08;

    // Book C-2, CVM selection: verified on the device, or not needed there.
    private static final Octets ON_DEVICE = Octets.ofHex("010002");
    private static final Octets NOT_NEEDED = Octets.ofHex("3F0002");

    private final TapInputs inputs;

    MastercardKernel(TapInputs inputs) {
        this.inputs = inputs;
    }

    @Override
    public Step<Ended<TapAnswer>> activate(Activation<TapAnswer> activation) {
        return Step.guarded(() -> initiate(activation.selected()));
    }

    private Step<Ended<TapAnswer>> initiate(SelectedCombination selected) {
        ContactlessApplication application =
                inputs.settings().application(selected.prepared().combination());
        TlvSet terminal = inputs.terminal(application);
        Opening opening = ApplicationInitiation.opening(selected.objects(), terminal);
        return Step.send(opening.command(), answer -> {
            if (!answer.succeeded()) {
                return known(refused(answer.statusWord()));
            }
            Initiation.Begun begun = opening.begun(answer.data());
            boolean onDevice = begun.profile().onDeviceVerification();
            if (inputs.amountMinor() > (onDevice ? application.deviceLimitMinor() : application.limitMinor())) {
                // DF8124, DF8125.
                return known(KernelOutcome.selectNext());
            }
            if (!begun.profile().contactlessEmvMode()) {
                return application.stripeMode()
                        ? new MastercardStripe(inputs, selected, application).read(begun.objects())
                        : known(Screens.otherInterface());
            }
            return RecordReading.read(selected.objects(), begun.objects(), locator(begun.objects()), MANDATORY)
                    .then(read -> {
                        CardIdentity.of(read.objects()).close();
                        return generate(
                                new Tap(selected, application, begun.profile(), read.objects(), read.authenticable()),
                                terminal);
                    });
        });
    }

    // Book C-2: the first record of file 1 is for stripe mode alone where it stands by itself.
    private static Slice locator(CardObjects card) {
        Slice locator = card.value(FILE_LOCATOR);
        boolean stripe = locator.length() > 4 && locator.slice(0, 4).isSameAs(MastercardStripe.RECORD);
        return stripe ? locator.slice(4, locator.length()) : locator;
    }

    /** A card that has been read. */
    record Tap(
            SelectedCombination selected,
            ContactlessApplication application,
            InterchangeProfile profile,
            CardObjects card,
            boolean authenticable) {}

    private static KernelOutcome<TapAnswer> refused(int statusWord) {
        return switch (statusWord) {
            case NEXT -> KernelOutcome.selectNext();
            case SEE_PHONE -> Screens.seePhone();
            default -> Screens.otherCard();
        };
    }

    private Step<Ended<TapAnswer>> generate(Tap tap, TlvSet started) {
        boolean verify =
                inputs.amountMinor() > tap.application().combination().rules().verificationLimitMinor();
        TerminalCapabilities capabilities = capabilities(verify);
        TlvSet terminal = started.with(Tag.TERMINAL_CAPABILITIES, capabilities.value());
        boolean combined = tap.profile().combinedAuthentication() && capabilities.combinedAuthentication();
        if (combined
                && tap.card().has(STATIC_TAGS)
                && !tap.card().octets(STATIC_TAGS).equals(PROFILE_ALONE)) {
            // A list that names more than the profile is an error of the card, not of a signature.
            return known(Screens.otherCard());
        }
        TerminalVerificationResults unsigned = combined
                ? OfflineAuthentication.missing(
                        inputs.authentication(tap.application(), capabilities, terminal), tap.card())
                : TerminalVerificationResults.none().with(1, 8);
        return verification(tap, terminal, capabilities, verify)
                .then(verification -> ask(tap, terminal, capabilities, unsigned, verification));
    }

    private Step<Ended<TapAnswer>> ask(
            Tap tap,
            TlvSet terminal,
            TerminalCapabilities capabilities,
            TerminalVerificationResults unsigned,
            Verification verification) {
        boolean combined = tap.profile().combinedAuthentication() && capabilities.combinedAuthentication();
        boolean signed = unsigned.equals(TerminalVerificationResults.none());
        TerminalVerificationResults results = or(
                or(unsigned, ProcessingRestrictions.check(tap.card(), terminal)), or(verification.found(), risk(tap)));
        TransactionStatus status = status(verification, combined);
        Type asked = asked(tap, results, signed);
        TlvSet now = terminal.with(Tag.TERMINAL_VERIFICATION_RESULTS, results.octets())
                .with(Tag.TRANSACTION_STATUS_INFORMATION, status.octets())
                .with(Tag.CVM_RESULTS, verification.results());
        DataObjectList list = DataObjectList.read(tap.card().value(CDOL_1));
        CvmResult cvm = verification.outcome();
        return CardActionAnalysis.request(asked, list, now, tap.card(), signed)
                .then(answer -> Step.done(new Ended.Left<>(new MastercardDecision(
                        inputs, tap, capabilities, answer, signed, results, status, cvm)::outcome)));
    }

    private Type asked(Tap tap, TerminalVerificationResults results, boolean signed) {
        // Book C-2, GENERATE AC: what a device says of its holder is worth its signature.
        if (!signed && tap.profile().onDeviceVerification()) {
            return Type.AAC;
        }
        return new TerminalActionAnalysis(
                        tap.card(),
                        tap.application().actionCodes(),
                        inputs.settings().terminal().onlineCapability())
                .first(results);
    }

    // DF8126: above the limit without bit "no verification", up to it with nothing else.
    private TerminalCapabilities capabilities(boolean verify) {
        Octets own = inputs.settings().terminal().capabilities().value();
        int second = verify ? own.at(1) & ~(NO_VERIFICATION | PIN) : NO_VERIFICATION;
        return new TerminalCapabilities(
                Octets.of(new byte[] {(byte) own.at(0), (byte) second, (byte) (own.at(2) & COMBINED)}));
    }

    private Step<Verification> verification(
            Tap tap, TlvSet terminal, TerminalCapabilities capabilities, boolean verify) {
        if (tap.profile().onDeviceVerification()) {
            TerminalVerificationResults none = TerminalVerificationResults.none();
            return verify
                    ? Step.done(new Verification(none, true, ON_DEVICE, CvmResult.ON_DEVICE))
                    : Step.done(new Verification(none, true, NOT_NEEDED, CvmResult.NONE));
        }
        CardholderVerification.Sale sale = new CardholderVerification.Sale(
                inputs.amountMinor(),
                terminal.value(Tag.TRANSACTION_CURRENCY),
                TerminalObjects.TRANSACTION_TYPE,
                inputs.settings().terminal().unattended(),
                capabilities);
        // No card is told a PIN through the air: there is no key to be recovered for one. The issuer's comes later.
        return CardholderVerification.perform(tap.profile(), tap.card(), sale, () -> null, true);
    }

    // DF8123, and the exception file.
    private TerminalVerificationResults risk(Tap tap) {
        TerminalVerificationResults found = TerminalVerificationResults.none();
        found = tap.selected().prepared().indicators().floorLimitExceeded() ? found.with(4, 8) : found;
        return inputs.isListed(tap.card()) ? found.with(1, 5) : found;
    }

    private static TransactionStatus status(Verification verification, boolean combined) {
        TransactionStatus status =
                TransactionStatus.none().with(Done.TERMINAL_RISK_MANAGEMENT).with(Done.CARD_RISK_MANAGEMENT);
        status = combined ? status.with(Done.DATA_AUTHENTICATION) : status;
        return verification.performed() ? status.with(Done.CARDHOLDER_VERIFICATION) : status;
    }

    private static TerminalVerificationResults or(TerminalVerificationResults a, TerminalVerificationResults b) {
        return new TerminalVerificationResults(a.bits() | b.bits());
    }

    private static Step<Ended<TapAnswer>> known(KernelOutcome<TapAnswer> outcome) {
        return Step.done(new Ended.Known<>(outcome));
    }
}
