package dev.tidegate.gateway.capture;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.port.EncipheredPin;

/** Takes PINs from the key of a till's pad to an acquirer's; the PIN is clear in the payment HSM alone. */
@FunctionalInterface
public interface PinDesk {
    /** What came of it. */
    sealed interface Handed {
        /** For this acquirer, in its format. Goes into one message, and is never written. */
        record Over(Octets block) implements Handed {}

        record Refused(Why why) implements Handed {}
    }

    /** Why a PIN cannot go on. Nobody is asked then: a sale without its PIN is another sale. */
    enum Why {
        /** The acquirer takes none, or no key for its PINs is named. */
        NOT_TAKEN,
        HSM_AWAY,
        /** Of the acquirer or of the pads: not genuine, or not for this. */
        KEY,
        SERIAL_NUMBER,
        /** No block of this card under this key; no more is said. */
        PIN_BLOCK,
        /** The host was sent our yes to another key, or was not: which it goes by is not known. */
        KEY_UNCERTAIN,
        FORMAT
    }

    /** Blocks for the module, about two seconds at most. Pin and number stay the caller's. */
    Handed hand(EncipheredPin pin, Pan pan);

    /** For an acquirer that takes none. */
    static PinDesk none() {
        return (pin, pan) -> new Handed.Refused(Why.NOT_TAKEN);
    }
}
