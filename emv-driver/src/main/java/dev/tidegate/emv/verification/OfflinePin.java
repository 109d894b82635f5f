package dev.tidegate.emv.verification;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.authentication.PinKey;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.pin.PinEntry;
import dev.tidegate.emv.pin.PinRequest;
import dev.tidegate.emv.step.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A PIN that the card checks: how many tries, how often, and what came of it (EMV 4.4 Book 3, 10.5.1). */
final class OfflinePin {
    /** The most that the answer to VERIFY can say are left: a card that always says so asks no more often than this. */
    static final int ENTRIES_MAX = 15;

    private static final Tag TRY_COUNTER = new Tag(0x9F17);
    private static final int SUCCESS = 0x9000;
    private static final int TRIES_LEFT = 0x63C0;
    private static final int BLOCKED = 0x6983;
    private static final int DEACTIVATED = 0x6984;
    private static final int CHALLENGE_BYTES = 8;

    private final boolean enciphered;
    private final @Nullable PinKey key;

    private OfflinePin(boolean enciphered, @Nullable PinKey key) {
        this.enciphered = enciphered;
        this.key = key;
    }

    static OfflinePin plaintext() {
        return new OfflinePin(false, null);
    }

    /** @param key absent where the card has none that its issuer vouches for */
    static OfflinePin enciphered(@Nullable PinKey key) {
        return new OfflinePin(true, key);
    }

    Step<PinOutcome> verify() {
        return Step.send(CommandApdu.getData(TRY_COUNTER), answer -> {
            int tries = answer.succeeded() ? tries(TlvElement.readAll(answer.data())) : PinRequest.TRIES_UNKNOWN;
            return tries == 0 ? Step.done(PinOutcome.TRY_LIMIT_EXCEEDED) : ask(tries, 1);
        });
    }

    private static int tries(List<TlvElement> elements) {
        if (elements.size() != 1 || !elements.getFirst().tag().equals(TRY_COUNTER)) {
            throw new MalformedCardDataException("an answer to GET DATA is the object asked for");
        }
        return elements.getFirst().value().length() == 1
                ? elements.getFirst().value().at(0)
                : PinRequest.TRIES_UNKNOWN;
    }

    private Step<PinOutcome> ask(int tries, int entry) {
        if (!enciphered) {
            return entered(new PinRequest.Plaintext(tries), entry);
        }
        PinKey recovered = key;
        if (recovered == null) {
            // Book 2, 7.1: without its key the method is unsuccessful, and says no more than that.
            return Step.done(PinOutcome.UNSUCCESSFUL);
        }
        return Step.send(CommandApdu.getChallenge(), answer -> {
            if (!answer.succeeded() || answer.data().length() != CHALLENGE_BYTES) {
                return Step.done(PinOutcome.UNSUCCESSFUL);
            }
            Octets challenge = answer.data().octets();
            return entered(
                    new PinRequest.Enciphered(tries, recovered.modulus(), recovered.exponent(), challenge), entry);
        });
    }

    private Step<PinOutcome> entered(PinRequest request, int entry) {
        return Step.askPin(request, answer -> switch (answer) {
            case PinEntry.Presented(int status) -> presented(status, entry);
            case PinEntry.Bypassed() -> Step.done(PinOutcome.BYPASSED);
            case PinEntry.NoPad() -> Step.done(PinOutcome.PAD_MISSING);
            case PinEntry.Cancelled() -> Step.ended(EndReason.CANCELLED);
            // Nobody asked for that: a pad that does not work.
            case PinEntry.Enciphered(var pin) -> {
                pin.close();
                yield Step.done(PinOutcome.PAD_MISSING);
            }
            case PinEntry.Removed() -> Step.ended(EndReason.REMOVED);
        });
    }

    // Book 3, 6.5.12.5.
    private Step<PinOutcome> presented(int status, int entry) {
        if (status == SUCCESS) {
            return Step.done(PinOutcome.SUCCESSFUL);
        }
        if (status == BLOCKED || status == DEACTIVATED || status == TRIES_LEFT) {
            return Step.done(PinOutcome.TRY_LIMIT_EXCEEDED);
        }
        boolean mayTryAgain = (status & 0xFFF0) == TRIES_LEFT && entry < ENTRIES_MAX;
        return mayTryAgain ? ask(status & 0x0F, entry + 1) : Step.done(PinOutcome.UNSUCCESSFUL);
    }
}
