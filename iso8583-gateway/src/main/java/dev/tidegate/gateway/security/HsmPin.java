package dev.tidegate.gateway.security;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.HsmUnavailableException;
import dev.tidegate.core.port.PaymentHsm;
import dev.tidegate.core.port.PaymentHsm.Dialect;
import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.core.port.PaymentHsm.PinAnswer;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import dev.tidegate.core.port.PaymentHsm.Refused;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.gateway.capture.PinDesk;
import java.util.Optional;

/**
 * PINs by the payment HSM: neither key is here, only their blocks.
 *
 * @param zone the acquirer's PIN key, usage P0, as its host has changed it last
 * @param pads the base derivation key of the tills' pads, usage B0
 * @param format the acquirer's
 */
public record HsmPin(PaymentHsm hsm, ZoneKeys zone, String pads, PinFormat format) implements PinDesk {
    @Override
    public Handed hand(EncipheredPin pin, Pan pan) {
        Optional<HsmKey.Fixed> to = to();
        if (to.isEmpty()) {
            return new Handed.Refused(Why.KEY_UNCERTAIN);
        }
        // Keys for PINs are the same in every dialect.
        HsmKey device = new HsmKey.Dukpt(pads, pin.ksn(), Dialect.STANDARD);
        try {
            return switch (hsm.translatePin(device, pin.format(), Octets.of(pin.block()), pan, to.get(), format)) {
                case PinAnswer.Translated(var block) -> over(block);
                case Refused(var why) -> new Handed.Refused(why(why));
            };
        } catch (HsmUnavailableException e) {
            return new Handed.Refused(Why.HSM_AWAY);
        }
    }

    private Optional<HsmKey.Fixed> to() {
        try {
            return zone.certain();
        } catch (KeyUnavailableException e) {
            return Optional.empty();
        }
    }

    private Handed over(Octets block) {
        return block.length() == EncipheredPin.bytesOf(format)
                ? new Handed.Over(block)
                : new Handed.Refused(Why.FORMAT);
    }

    private static Why why(PaymentHsm.Refusal why) {
        return switch (why) {
            case KEY -> Why.KEY;
            case SERIAL_NUMBER -> Why.SERIAL_NUMBER;
            case PIN_BLOCK -> Why.PIN_BLOCK;
            case UNSUPPORTED -> Why.FORMAT;
        };
    }
}
