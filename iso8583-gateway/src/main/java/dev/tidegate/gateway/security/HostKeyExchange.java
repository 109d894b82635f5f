package dev.tidegate.gateway.security;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.HsmUnavailableException;
import dev.tidegate.core.port.PaymentHsm;
import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.core.port.PaymentHsm.KeyAnswer;
import dev.tidegate.core.port.PaymentHsm.KeyUse;
import dev.tidegate.core.port.PaymentHsm.Refused;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.gateway.codec.NetworkRequest;
import dev.tidegate.gateway.link.KeyExchange;
import java.util.Optional;

/** Takes the keys that one acquirer's host sends: the module opens them, and says what their check value is. */
public final class HostKeyExchange implements KeyExchange {
    private final PaymentHsm hsm;
    private final HsmKey.Fixed exchange;
    private final ZoneKeys keys;

    /** @param exchange the key that both sides have for this, usage K0 */
    public HostKeyExchange(PaymentHsm hsm, HsmKey.Fixed exchange, ZoneKeys keys) {
        this.hsm = hsm;
        this.exchange = exchange;
        this.keys = keys;
    }

    @Override
    public Verdict offered(String acquirer, NetworkRequest request) {
        Optional<KeyOffer> offer = request.keys().values().stream()
                .map(KeyOffer::read)
                .flatMap(Optional::stream)
                .findFirst();
        if (offer.isEmpty()) {
            return new Verdict.Refused("NO_KEY");
        }
        try {
            return switch (hsm.receiveKey(exchange, offer.get().wrapped(), KeyUse.MAC)) {
                case KeyAnswer.Received(var key, var checkValue) -> compared(key, checkValue, offer.get());
                case Refused(var why) -> new Verdict.Refused("HSM_" + why);
            };
        } catch (HsmUnavailableException e) {
            return new Verdict.Refused("HSM_AWAY");
        }
    }

    private Verdict compared(HsmKey.Fixed key, Octets checkValue, KeyOffer offer) {
        if (!checkValue.equals(offer.checkValue())) {
            return new Verdict.Refused("CHECK_VALUE");
        }
        // Before we say yes: the host may use it as soon as it has read that.
        try {
            keys.offer(key);
        } catch (KeyUnavailableException e) {
            return new Verdict.Refused("NOT_KEPT");
        }
        return new Verdict.Accepted(checkValue, () -> keys.take(key));
    }
}
