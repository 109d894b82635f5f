package dev.tidegate.emv.contactless;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.emv.contact.People;
import dev.tidegate.emv.entrypoint.KernelOutcome;
import dev.tidegate.emv.entrypoint.KernelOutcome.Kind;
import dev.tidegate.emv.pin.PinEntry;
import dev.tidegate.emv.pin.PinRequest;
import dev.tidegate.emv.records.CardIdentity;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A PIN that the issuer checks, after a tap: entered when the card has left the field (EMV Contactless Book A, outcome
 * parameter "CVM", online PIN). A tap has no other method left, so a PIN that is not entered is no sale.
 */
sealed interface OnlinePin {
    /** None is due. */
    record NotAsked() implements OnlinePin {}

    record Entered(EncipheredPin pin) implements OnlinePin {}

    record NotEntered(EndReason why) implements OnlinePin {}

    /** Asks where the outcome is a request to the issuer with a PIN. */
    static OnlinePin of(KernelOutcome<TapAnswer> outcome, People people, BooleanSupplier cancelled) {
        boolean asksIssuer = outcome.kind() == Kind.ONLINE_REQUEST
                && outcome.found() instanceof TapAnswer.WithCryptogram answer
                && answer.cryptogram().type() == Type.ARQC;
        TapAnswer tap = outcome.found();
        if (tap == null || !asksIssuer || tap.cvm() != CvmResult.ONLINE_PIN) {
            return new NotAsked();
        }
        if (cancelled.getAsBoolean()) {
            return new NotEntered(EndReason.CANCELLED);
        }
        return switch (people.pinPad().enter(new PinRequest.Online(() -> CardIdentity.number(tap.card())))) {
            case PinEntry.Enciphered(var pin) -> new Entered(pin);
            case PinEntry.Bypassed _, PinEntry.Cancelled _ -> new NotEntered(EndReason.CANCELLED);
            // Nobody asked for a VERIFY, and no card is there to be taken away: a pad that does not work.
            case PinEntry.NoPad _, PinEntry.Removed _, PinEntry.Presented _ -> new NotEntered(EndReason.PIN_PAD_NEEDED);
        };
    }

    /** What was entered; absent where nothing was. */
    default @Nullable EncipheredPin block() {
        return this instanceof Entered(var pin) ? pin : null;
    }
}
