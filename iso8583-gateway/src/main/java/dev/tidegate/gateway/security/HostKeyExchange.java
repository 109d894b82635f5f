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
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the keys that one acquirer's host sends: the module opens them, and says what their check value is. */
public final class HostKeyExchange implements KeyExchange {
    /**
     * What is needed to take keys of one use.
     *
     * @param exchange the key that both sides have for this, usage K0
     * @param keys what is changed
     */
    public record Agreed(HsmKey.Fixed exchange, ZoneKeys keys) {}

    private final PaymentHsm hsm;
    private final Map<KeyUse, Agreed> agreed;

    private HostKeyExchange(PaymentHsm hsm, Map<KeyUse, Agreed> agreed) {
        this.hsm = hsm;
        this.agreed = Map.copyOf(agreed);
    }

    /**
     * One that takes the keys of each use that was agreed on.
     *
     * @param mac absent where the host never changes the key of codes
     * @param pin absent where it never changes the key of PINs
     */
    public static KeyExchange of(Optional<PaymentHsm> hsm, @Nullable Agreed mac, @Nullable Agreed pin) {
        Map<KeyUse, Agreed> agreed = new EnumMap<>(KeyUse.class);
        if (mac != null) {
            agreed.put(KeyUse.MAC, mac);
        }
        if (pin != null) {
            agreed.put(KeyUse.PIN, pin);
        }
        return hsm.isEmpty() || agreed.isEmpty() ? KeyExchange.none() : new HostKeyExchange(hsm.get(), agreed);
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
        Agreed use = agreed.get(offer.get().use());
        if (use == null) {
            return new Verdict.Refused("NO_EXCHANGE_OF_" + offer.get().use());
        }
        try {
            return switch (hsm.receiveKey(
                    use.exchange(), offer.get().wrapped(), offer.get().use())) {
                case KeyAnswer.Received(var key, var checkValue) -> compared(use.keys(), key, checkValue, offer.get());
                case Refused(var why) -> new Verdict.Refused("HSM_" + why);
            };
        } catch (HsmUnavailableException e) {
            return new Verdict.Refused("HSM_AWAY");
        }
    }

    private static Verdict compared(ZoneKeys keys, HsmKey.Fixed key, Octets checkValue, KeyOffer offer) {
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
