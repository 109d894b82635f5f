package dev.tidegate.emv.contactless;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.authentication.OfflineAuthentication;
import dev.tidegate.emv.authentication.OfflineAuthentication.Authentication;
import dev.tidegate.emv.contact.FrozenValues;
import dev.tidegate.emv.data.CalendarDay;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.TransactionStatus;
import dev.tidegate.emv.entrypoint.KernelOutcome;
import dev.tidegate.emv.entrypoint.KernelOutcome.Kind;
import dev.tidegate.emv.entrypoint.SelectedCombination;
import dev.tidegate.emv.entrypoint.TransactionQualifiers;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a card's answers on Visa's path, when it has left the field (EMV Contactless Book C-3: processing
 * restrictions, offline data authentication, verification, outcome).
 *
 * @param dated whether the card gave an expiry date of its own, tag 5F24, and not in track 2 alone
 */
record VisaDecision(
        TapInputs inputs,
        SelectedCombination selected,
        TlvSet terminal,
        VisaCryptogram cryptogram,
        CardObjects card,
        boolean dated,
        boolean authenticable) {
    private static final Tag EXPIRY = new Tag(0x5F24);
    private static final Tag CARD_AUTHENTICATION = new Tag(0x9F69);

    KernelOutcome<TapAnswer> outcome() {
        try {
            return switch (cryptogram.type()) {
                case AAC ->
                    Screens.ended(Kind.DECLINED, answer(none(), TransactionStatus.none(), CvmResult.NONE, false));
                case ARQC -> verified(Kind.ONLINE_REQUEST, none(), TransactionStatus.none(), false);
                case TC -> offline();
            };
        } catch (MalformedCardDataException e) {
            return Screens.otherCard();
        }
    }

    private KernelOutcome<TapAnswer> offline() {
        CardTransactionQualifiers wants = CardTransactionQualifiers.of(card);
        TerminalVerificationResults found = isExpired() ? none().with(2, 7) : none();
        boolean expired = !found.equals(none());
        // Processing restrictions, for an approval of the card alone.
        if (expired && (wants == null || !wants.onlineIfExpired()) || inputs.isListed(card)) {
            return Screens.declined();
        }
        if (expired || qualifiers().onlineRequired()) {
            return verified(Kind.ONLINE_REQUEST, found, TransactionStatus.none(), false);
        }
        return authenticated(wants);
    }

    // A card that approves and does not say until when it is valid is taken for expired.
    private boolean isExpired() {
        LocalDate today = inputs.parameters().at().toLocalDate();
        return !dated || CalendarDay.of(card.value(EXPIRY)).compareTo(CalendarDay.of(today)) < 0;
    }

    private KernelOutcome<TapAnswer> authenticated(@Nullable CardTransactionQualifiers wants) {
        Authentication authentication = OfflineAuthentication.fast(
                inputs.authentication(
                        inputs.settings().application(selected.prepared().combination()),
                        inputs.settings().terminal().capabilities(),
                        terminal),
                card,
                authenticable);
        TransactionStatus status = TransactionStatus.none().with(TransactionStatus.Done.DATA_AUTHENTICATION);
        if (authentication.found().equals(none())) {
            return verified(Kind.APPROVED, none(), status, true);
        }
        // It failed: what the card wants then, where the reader can do it.
        if (wants != null && wants.onlineIfUnauthenticated() && !qualifiers().offlineOnly()) {
            return verified(Kind.ONLINE_REQUEST, authentication.found(), status, false);
        }
        boolean other = wants != null
                && wants.otherInterfaceIfUnauthenticated()
                && qualifiers().contactChip();
        return other ? Screens.otherInterface() : Screens.declined();
    }

    private KernelOutcome<TapAnswer> verified(
            Kind kind, TerminalVerificationResults found, TransactionStatus status, boolean authenticated) {
        CvmResult cvm = verification(CardTransactionQualifiers.of(card));
        if (cvm == CvmResult.FAILED) {
            return Screens.declined();
        }
        // What the issuer has to check, the card cannot approve by itself.
        boolean issuers = kind == Kind.APPROVED && cvm == CvmResult.ONLINE_PIN;
        return Screens.ended(issuers ? Kind.ONLINE_REQUEST : kind, answer(found, status, cvm, authenticated));
    }

    private CvmResult verification(@Nullable CardTransactionQualifiers wants) {
        boolean required = qualifiers().verificationRequired();
        if (wants == null) {
            // A card that says nothing leaves the choice to the reader.
            return required ? readersOwn() : CvmResult.NONE;
        }
        if (wants.verifiedOnDevice()) {
            return isVerifiedOnDevice(wants) ? CvmResult.ON_DEVICE : CvmResult.FAILED;
        }
        if (wants.onlinePin() && qualifiers().onlinePin()) {
            return CvmResult.ONLINE_PIN;
        }
        if (wants.signature() && qualifiers().signature()) {
            return CvmResult.SIGNATURE;
        }
        return required ? CvmResult.FAILED : CvmResult.NONE;
    }

    private CvmResult readersOwn() {
        if (qualifiers().signature()) {
            return CvmResult.SIGNATURE;
        }
        return qualifiers().onlinePin() ? CvmResult.ONLINE_PIN : CvmResult.FAILED;
    }

    // What the card says of the device counts where it signed it, or where the issuer will see it.
    private boolean isVerifiedOnDevice(CardTransactionQualifiers wants) {
        return card.has(CARD_AUTHENTICATION)
                ? wants.isSaidBy(card.value(CARD_AUTHENTICATION))
                : cryptogram.type() == Type.ARQC;
    }

    private TapAnswer answer(
            TerminalVerificationResults found, TransactionStatus status, CvmResult cvm, boolean authenticated) {
        return new TapAnswer.WithCryptogram(
                cryptogram.cryptogram(),
                FrozenValues.of(terminal, card, cryptogram.beside(card), selected.name()),
                card,
                selected.name(),
                found,
                status,
                cvm,
                authenticated);
    }

    private TransactionQualifiers qualifiers() {
        return Objects.requireNonNull(selected.prepared().indicators().qualifiers());
    }

    private static TerminalVerificationResults none() {
        return TerminalVerificationResults.none();
    }
}
