package dev.tidegate.emv.contactless;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.emv.action.CardActionAnalysis;
import dev.tidegate.emv.action.CardActionAnalysis.Analysis;
import dev.tidegate.emv.authentication.CombinedAuthentication;
import dev.tidegate.emv.authentication.OfflineAuthentication;
import dev.tidegate.emv.authentication.OfflineAuthentication.Authentication;
import dev.tidegate.emv.contact.FrozenValues;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.TransactionStatus;
import dev.tidegate.emv.entrypoint.KernelOutcome;
import dev.tidegate.emv.entrypoint.KernelOutcome.Kind;
import dev.tidegate.emv.settings.TerminalCapabilities;
import dev.tidegate.emv.step.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a card's cryptogram on Mastercard's path, when it has left the field (EMV Contactless Book C-2,
 * states after GENERATE AC): the signature first. A cryptogram whose signature fails is declined, of whatever kind.
 */
record MastercardDecision(
        TapInputs inputs,
        MastercardKernel.Tap tap,
        TerminalCapabilities capabilities,
        CardActionAnalysis.Unchecked answer,
        boolean signed,
        TerminalVerificationResults results,
        TransactionStatus status,
        CvmResult cvm) {
    /** Which device it is, for one: acquirers want it where the card gives it. */
    private static final Tag THIRD_PARTY = new Tag(0x9F6E);

    KernelOutcome<TapAnswer> outcome() {
        try {
            boolean expected = signed && answer.asked() != Type.AAC;
            CombinedAuthentication combined = expected ? combined() : null;
            if (expected && combined == null) {
                return Screens.declined();
            }
            return ended(answer.check(combined), expected);
        } catch (MalformedCardDataException e) {
            return Screens.declined();
        }
    }

    private @Nullable CombinedAuthentication combined() {
        OfflineAuthentication.Terms terms = inputs.authentication(tap.application(), capabilities, answer.terminal());
        Step<Authentication> recovered =
                OfflineAuthentication.perform(terms, tap.profile(), tap.card(), tap.authenticable());
        return recovered instanceof Step.Done<Authentication> done
                ? done.result().combined()
                : null;
    }

    private KernelOutcome<TapAnswer> ended(Analysis given, boolean expected) {
        if (given.answer().signatureFailed()) {
            return Screens.declined();
        }
        Type type = given.answer().type();
        TapAnswer found = new TapAnswer.WithCryptogram(
                given.answer().cryptogram(),
                FrozenValues.of(
                        given.terminal(),
                        tap.card(),
                        given.answer().beside(tap.card(), List.of(THIRD_PARTY)),
                        tap.selected().name()),
                tap.card(),
                tap.selected().name(),
                results,
                status,
                cvm,
                expected && type != Type.AAC);
        return Screens.ended(
                switch (type) {
                    case TC -> Kind.APPROVED;
                    case ARQC -> Kind.ONLINE_REQUEST;
                    case AAC -> Kind.DECLINED;
                },
                found);
    }
}
