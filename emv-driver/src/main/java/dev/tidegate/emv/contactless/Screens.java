package dev.tidegate.emv.contactless;

import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.emv.entrypoint.KernelOutcome;
import dev.tidegate.emv.entrypoint.KernelOutcome.Kind;
import dev.tidegate.emv.entrypoint.KernelOutcome.Verification;
import dev.tidegate.emv.entrypoint.ReaderStatus;
import dev.tidegate.emv.entrypoint.UserInterfaceRequest;
import dev.tidegate.emv.entrypoint.UserMessage;
import org.jspecify.annotations.Nullable;

/** The outcomes of both kernels, with what the cardholder is shown (EMV Contactless Book A). */
final class Screens {
    private Screens() {}

    /** The card, or the kernel for it, says no, yes, or that the issuer is to be asked. */
    static KernelOutcome<TapAnswer> ended(Kind kind, TapAnswer answer) {
        UserMessage message = switch (kind) {
            case APPROVED -> answer.cvm() == CvmResult.SIGNATURE ? UserMessage.APPROVED_SIGN : UserMessage.APPROVED;
            case ONLINE_REQUEST -> UserMessage.AUTHORISING;
            default -> UserMessage.NOT_AUTHORISED;
        };
        return last(kind, message, verification(answer.cvm()), answer);
    }

    /** Declined by the kernel: the card's cryptogram is none to go on with. */
    static KernelOutcome<TapAnswer> declined() {
        return last(Kind.DECLINED, UserMessage.NOT_AUTHORISED, Verification.NOT_APPLICABLE, null);
    }

    /** The chip, where there is one: this card is not for this sale by tap. */
    static KernelOutcome<TapAnswer> otherInterface() {
        return last(Kind.TRY_ANOTHER_INTERFACE, UserMessage.INSERT_OR_SWIPE, Verification.NOT_APPLICABLE, null);
    }

    /** Another card: this one is broken, or of no use here. */
    static KernelOutcome<TapAnswer> otherCard() {
        return last(Kind.END_APPLICATION, UserMessage.TRY_ANOTHER_CARD, Verification.NOT_APPLICABLE, null);
    }

    /** The cardholder's device wants something first. */
    static KernelOutcome<TapAnswer> seePhone() {
        return KernelOutcome.tryAgain(UserInterfaceRequest.of(UserMessage.SEE_PHONE, ReaderStatus.READY_TO_READ));
    }

    private static KernelOutcome<TapAnswer> last(
            Kind kind, UserMessage message, Verification verification, @Nullable TapAnswer answer) {
        ReaderStatus status = answer == null ? ReaderStatus.PROCESSING_ERROR : ReaderStatus.CARD_READ_SUCCESSFULLY;
        return KernelOutcome.last(kind, UserInterfaceRequest.of(message, status), verification, answer);
    }

    private static Verification verification(CvmResult cvm) {
        return switch (cvm) {
            case NONE -> Verification.NONE;
            case SIGNATURE -> Verification.SIGNATURE;
            case ON_DEVICE -> Verification.ON_DEVICE;
            case ONLINE_PIN -> Verification.ONLINE_PIN;
            case OFFLINE_PIN, FAILED -> Verification.NOT_APPLICABLE;
        };
    }
}
