package dev.tidegate.emv.contact;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.action.CardActionAnalysis;
import dev.tidegate.emv.action.CardActionAnalysis.Analysis;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.data.TransactionStatus.Done;
import dev.tidegate.emv.online.IssuerAuthentication;
import dev.tidegate.emv.online.IssuerScript;
import dev.tidegate.emv.step.Step;

/**
 * A transaction from the issuer's answer, or its absence, to the card's last word: EMV 4.4 Book 3, 10.9 to 10.11. Pure.
 */
final class SecondHalf {
    private static final Tag CDOL_2 = new Tag(0x8D);

    /** Book 4, Annex A6: unable to go online, offline approved and offline declined. */
    private static final Octets Y3 = Octets.ofHex("5933");

    private static final Octets Z3 = Octets.ofHex("5A33");

    private final FirstCryptogram first;

    SecondHalf(FirstCryptogram first) {
        this.first = first;
    }

    /** The card's last word. What the issuer sent to be run after it is run by {@link #after}. */
    Step<FinalOutcome> finish(HostAnswer answer) {
        return Step.guarded(() -> switch (answer) {
            case HostAnswer.Answered answered -> answered(answered);
            case HostAnswer.Unable ignored -> unable();
        });
    }

    /** The issuer's commands for after the card's last word; what comes of them is told, and changes nothing. */
    static Step<Octets> after(TlvSet issuerData) {
        return IssuerScript.AFTER.run(issuerData).then(ran -> Step.done(ran.results()));
    }

    /** The last word with what came of the commands after it. */
    static FinalOutcome with(FinalOutcome outcome, Octets results) {
        if (results.isEmpty() || !(outcome instanceof FinalOutcome.Approved(var tc, var frozen))) {
            return outcome;
        }
        TlvSet tags = frozen.tags();
        Octets before = tags.has(Tag.ISSUER_SCRIPT_RESULTS) ? tags.value(Tag.ISSUER_SCRIPT_RESULTS) : Octets.empty();
        return new FinalOutcome.Approved(
                tc, new FrozenTags(tags.with(Tag.ISSUER_SCRIPT_RESULTS, before.plus(results))));
    }

    /** What stands if the card gives no last word: it was taken away, or failed. */
    FinalOutcome withoutCard(HostAnswer answer) {
        return switch (answer) {
            case HostAnswer.Answered ignored -> new FinalOutcome.Declined();
            case HostAnswer.Unable ignored -> deferrable();
        };
    }

    private Step<FinalOutcome> answered(HostAnswer.Answered answer) {
        Transaction told = first.transaction().with(Tag.AUTHORISATION_RESPONSE_CODE, answer.responseCodeOctets());
        TlvSet issuerData = answer.issuerData();
        return IssuerAuthentication.perform(told.profile(), issuerData)
                .then(authentication -> {
                    Transaction after = withIssuerData(told, issuerData).with(authentication.found());
                    return Step.done(authentication.performed() ? after.with(Done.ISSUER_AUTHENTICATION) : after);
                })
                .then(authenticated -> scripted(authenticated, issuerData))
                .then(ready -> ask(answer.approved() ? Type.TC : Type.AAC, ready))
                .then(given -> Step.done(last(given)));
    }

    private static Step<Transaction> scripted(Transaction before, TlvSet issuerData) {
        return IssuerScript.BEFORE.run(issuerData).then(ran -> {
            Transaction after = before.with(ran.found());
            return Step.done(
                    ran.results().isEmpty()
                            ? after
                            : after.with(Tag.ISSUER_SCRIPT_RESULTS, ran.results())
                                    .with(Done.SCRIPT_PROCESSING));
        });
    }

    // A card without EXTERNAL AUTHENTICATE asks for 91 by CDOL 2 (10.9).
    private static Transaction withIssuerData(Transaction transaction, TlvSet issuerData) {
        Tag tag = Tag.ISSUER_AUTHENTICATION;
        return issuerData.has(tag) ? transaction.with(tag, issuerData.value(tag)) : transaction;
    }

    private FinalOutcome last(Analysis given) {
        // Book 2, 6.6.2: a TC whose signature fails is declined.
        boolean approved = given.answer().type() == Type.TC && !given.answer().signatureFailed();
        return approved ? approved(given) : new FinalOutcome.Declined();
    }

    // 10.7: the issuer cannot be asked; the default codes say what to ask the card for.
    private Step<FinalOutcome> unable() {
        Transaction transaction = first.transaction();
        Type asked = transaction.actionAnalysis().unable(transaction.results());
        Octets code = asked == Type.TC ? Y3 : Z3;
        return ask(asked, transaction.with(Tag.AUTHORISATION_RESPONSE_CODE, code))
                .then(given -> {
                    if (given.answer().signatureFailed()) {
                        // A card that signs a TC wrongly is no card to take a risk on.
                        return Step.done(new FinalOutcome.Declined());
                    }
                    return Step.done(given.answer().type() == Type.TC ? approved(given) : deferrable());
                });
    }

    private FinalOutcome approved(Analysis given) {
        return new FinalOutcome.Approved(
                given.answer().cryptogram(),
                FrozenValues.of(
                        given.terminal(),
                        given.objects(),
                        given.answer(),
                        first.transaction().name()));
    }

    private FinalOutcome deferrable() {
        return new FinalOutcome.Deferrable(first.answer().cryptogram(), first.tags());
    }

    /** The second GENERATE AC, with CDOL 2; never answered with an ARQC (9.3). */
    static Step<Analysis> ask(Type asked, Transaction transaction) {
        DataObjectList list = DataObjectList.read(transaction.card().value(CDOL_2));
        Transaction hashed = CertificateHash.in(list, transaction);
        return CardActionAnalysis.ask(asked, list, hashed.terminalNow(), hashed.card(), hashed.combined())
                .then(given ->
                        given.answer().type() == Type.ARQC ? Step.ended(EndReason.CARD_ERROR) : Step.done(given));
    }
}
