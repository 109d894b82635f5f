package dev.tidegate.emv.verification;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.pin.PinEntry;
import dev.tidegate.emv.pin.PinRequest;
import dev.tidegate.emv.records.CardIdentity;
import dev.tidegate.emv.step.Step;

/**
 * A PIN that the issuer checks: whether it was entered at all (EMV 4.4 Book 3, 10.5.2). The block itself stays with who
 * plays the step; nothing here looks at it.
 */
final class OnlinePin {
    private OnlinePin() {}

    static Step<PinOutcome> enter(CardObjects objects, TerminalVerificationResults found) {
        // Book 4, 6.3.4.3: who went on without a PIN once is not asked for it again by another rule.
        if (found.has(3, 4)) {
            return Step.done(PinOutcome.BYPASSED);
        }
        return Step.askPin(new PinRequest.Online(() -> CardIdentity.number(objects)), entry -> switch (entry) {
            case PinEntry.Enciphered ignored -> Step.done(PinOutcome.FOR_THE_ISSUER);
            case PinEntry.Bypassed() -> Step.done(PinOutcome.BYPASSED);
            // Nobody asked for a VERIFY: a pad that does not work.
            case PinEntry.NoPad _, PinEntry.Presented _ -> Step.done(PinOutcome.PAD_MISSING);
            case PinEntry.Cancelled() -> Step.ended(EndReason.CANCELLED);
            case PinEntry.Removed() -> Step.ended(EndReason.REMOVED);
        });
    }
}
