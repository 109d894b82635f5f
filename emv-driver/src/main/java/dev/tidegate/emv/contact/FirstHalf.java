package dev.tidegate.emv.contact;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.action.CardActionAnalysis;
import dev.tidegate.emv.action.CardActionAnalysis.Analysis;
import dev.tidegate.emv.authentication.CardKeys;
import dev.tidegate.emv.authentication.OfflineAuthentication;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TransactionStatus.Done;
import dev.tidegate.emv.initiate.ApplicationInitiation;
import dev.tidegate.emv.initiate.ApplicationInitiation.Initiation;
import dev.tidegate.emv.records.CardIdentity;
import dev.tidegate.emv.records.RecordReading;
import dev.tidegate.emv.restrictions.ProcessingRestrictions;
import dev.tidegate.emv.risk.CardHistory;
import dev.tidegate.emv.risk.RiskManagement;
import dev.tidegate.emv.selection.ApplicationSelection;
import dev.tidegate.emv.selection.ApplicationSelection.Selected;
import dev.tidegate.emv.selection.Candidate;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.settings.TerminalApplication;
import dev.tidegate.emv.step.Step;
import dev.tidegate.emv.verification.CardholderVerification;
import java.util.List;

/**
 * A transaction up to its first cryptogram: the chapters of EMV 4.4 Book 3, 10.1 to 10.8, one after the other. Pure:
 * time and chance are among the inputs.
 */
final class FirstHalf {
    /**
     * What a transaction starts with.
     *
     * @param unpredictableNumber four bytes that no card can have foreseen
     * @param chance 1 to 99, each as likely
     * @param sequence tag 9F41, {@link SequenceCounter#NONE} for none
     * @param mayAskForApplication whether the cardholder can choose
     */
    record Inputs(
            KernelSettings settings,
            TerminalFiles files,
            TransactionParameters parameters,
            Octets unpredictableNumber,
            int chance,
            int sequence,
            boolean mayAskForApplication) {}

    private static final Tag CDOL_1 = new Tag(0x8C);
    private static final Tag RESPONSE_CODE = Tag.AUTHORISATION_RESPONSE_CODE;

    /** Book 4, Annex A6: offline approved, offline declined. */
    private static final Octets Y1 = Octets.ofHex("5931");

    private static final Octets Z1 = Octets.ofHex("5A31");

    private final Inputs inputs;
    private final CardObjects nothing;

    /** @param memory where what the card sends is kept */
    FirstHalf(Inputs inputs, CardMemory memory) {
        this.inputs = inputs;
        this.nothing = CardObjects.in(memory);
    }

    Step<FirstCryptogram> begin() {
        return ApplicationSelection.candidates(inputs.settings().applications()).then(this::select);
    }

    private Step<FirstCryptogram> select(List<Candidate> candidates) {
        return ApplicationSelection.select(candidates, nothing, inputs.mayAskForApplication())
                .then(this::initiate);
    }

    private Step<FirstCryptogram> initiate(Selected selected) {
        TerminalApplication application = selected.candidate().application();
        TlvSet terminal = TerminalObjects.numbered(
                TerminalObjects.of(inputs.settings(), inputs.parameters(), inputs.unpredictableNumber(), application),
                inputs.sequence());
        TlvSet zeroed = terminal.with(
                        Tag.TERMINAL_VERIFICATION_RESULTS,
                        TerminalVerificationResults.none().octets())
                .with(Tag.TRANSACTION_STATUS_INFORMATION, Octets.ofHex("0000"));
        return ApplicationInitiation.initiate(selected.objects(), zeroed).then(initiation -> switch (initiation) {
            // 10.1: the next candidate, as if this one had not been in the list.
            case Initiation.NotSatisfied ignored -> select(selected.others());
            case Initiation.Begun begun ->
                read(
                        selected.objects(),
                        Transaction.begun(
                                selected.candidate().name(), application, terminal, begun.profile(), begun.objects()));
        });
    }

    private Step<FirstCryptogram> read(CardObjects selected, Transaction begun) {
        return RecordReading.read(selected, begun.card()).then(application -> {
            // Whether the card has a number and a date at all is found out before it is asked for anything else.
            CardIdentity.of(application.objects()).close();
            return authenticate(begun.withCard(application.objects()), application.authenticable());
        });
    }

    private Step<FirstCryptogram> authenticate(Transaction read, boolean authenticable) {
        OfflineAuthentication.Terms terms = new OfflineAuthentication.Terms(
                inputs.settings().capabilities(),
                inputs.files().authorities(),
                read.application().aid().rid(),
                inputs.parameters().at().toLocalDate(),
                read.application().defaultDdol(),
                read.terminalNow());
        return OfflineAuthentication.perform(terms, read.profile(), read.card(), authenticable)
                .then(authentication -> verify(read.with(authentication), keys(read, authenticable)));
    }

    private CardKeys keys(Transaction read, boolean authenticable) {
        return new CardKeys(
                inputs.files().authorities(),
                read.application().aid().rid(),
                inputs.parameters().at().toLocalDate(),
                read.card(),
                authenticable);
    }

    private Step<FirstCryptogram> verify(Transaction authenticated, CardKeys keys) {
        Transaction restricted =
                authenticated.with(ProcessingRestrictions.check(authenticated.card(), authenticated.terminalNow()));
        return CardholderVerification.perform(
                        restricted.profile(), restricted.card(), sale(restricted), keys::pinKey, false)
                .then(verification -> assess(restricted.with(verification)));
    }

    private Step<FirstCryptogram> assess(Transaction verified) {
        return RiskManagement.perform(risk(verified), verified.card())
                .then(found -> generate(verified.with(found).with(Done.TERMINAL_RISK_MANAGEMENT)));
    }

    private CardholderVerification.Sale sale(Transaction transaction) {
        return new CardholderVerification.Sale(
                inputs.parameters().amount().minor(),
                transaction.terminal().value(Tag.TRANSACTION_CURRENCY),
                TerminalObjects.TRANSACTION_TYPE,
                inputs.settings().unattended(),
                inputs.settings().capabilities());
    }

    private RiskManagement.Terms risk(Transaction verified) {
        KernelSettings settings = inputs.settings();
        boolean known = inputs.parameters().amount().currency().equals(settings.currency());
        CardHistory history = inputs.files().history();
        try (ClearCard card = CardIdentity.of(verified.card())) {
            return new RiskManagement.Terms(
                    inputs.parameters().amount().minor(),
                    // A limit in another currency says nothing: every sale is above it.
                    known ? verified.application().floorLimitMinor() : 0,
                    verified.application().selection(),
                    inputs.chance(),
                    settings.forceOnline(),
                    history.isListed(card.pan(), card.panSequence()),
                    known ? history.lastAmountMinor(card.pan(), card.panSequence()) : 0);
        }
    }

    private Step<FirstCryptogram> generate(Transaction assessed) {
        Type asked = assessed.actionAnalysis().first(assessed.results());
        Transaction asking = switch (asked) {
            case TC -> assessed.with(RESPONSE_CODE, Y1);
            case AAC -> assessed.with(RESPONSE_CODE, Z1);
            case ARQC -> assessed;
        };
        DataObjectList list = DataObjectList.read(asking.card().value(CDOL_1));
        Transaction hashed = CertificateHash.in(list, asking);
        return CardActionAnalysis.ask(asked, list, hashed.terminalNow(), hashed.card(), hashed.combined())
                .then(given -> answered(hashed, given));
    }

    private Step<FirstCryptogram> answered(Transaction asking, Analysis given) {
        CardObjects objects = given.objects();
        for (Tag tag : given.answer().values().tags()) {
            // What the card has said, its second list may ask for (Book 3, 5.4).
            objects = objects.with(tag, Slice.of(given.answer().values().value(tag)));
        }
        Transaction answered =
                asking.withCard(objects).withAll(given.answer().learned()).with(Done.CARD_RISK_MANAGEMENT);
        // Book 2, 6.6: with CDA, authentication is over with the first cryptogram that is signed, or should be.
        boolean signing = asking.combined() != null && given.answer().type() != Type.AAC;
        Transaction checked = signing ? answered.with(Done.DATA_AUTHENTICATION) : answered;
        if (given.answer().signatureFailed()) {
            return unsigned(checked.withFailedSignature(), given);
        }
        return Step.done(first(checked, given));
    }

    // Book 2, 6.6.2: after a failed signature a TC is declined, and an ARQC is followed by a request for an AAC at
    // once.
    private Step<FirstCryptogram> unsigned(Transaction failed, Analysis given) {
        if (given.answer().type() == Type.TC) {
            return Step.ended(EndReason.DECLINED);
        }
        return SecondHalf.ask(Type.AAC, failed.with(RESPONSE_CODE, Z1)).then(last -> Step.done(first(failed, last)));
    }

    private static FirstCryptogram first(Transaction after, Analysis given) {
        return new FirstCryptogram(
                after, given.answer(), FrozenValues.of(given.terminal(), after.card(), given.answer(), after.name()));
    }
}
