package dev.tidegate.gateway;

import dev.tidegate.core.port.PaymentHsm;
import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.gateway.capture.PinDesk;
import dev.tidegate.gateway.config.AcquirerSettings;
import dev.tidegate.gateway.config.PinKeySettings;
import dev.tidegate.gateway.profile.PinRules;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.security.HsmPin;
import java.util.Optional;

/** Who takes PINs on to one acquirer. */
final class PinSecurity {
    private PinSecurity() {}

    /**
     * By the profile and the settings. Without keys no PIN is taken.
     *
     * @param hsm empty where none is configured
     * @throws IllegalArgumentException keys are named that nobody can use; the start is refused
     */
    static PinDesk of(AcquirerSettings settings, Profile profile, Optional<PaymentHsm> hsm) {
        Optional<PinKeySettings> named = settings.pinKeys();
        if (named.isEmpty()) {
            return PinDesk.none();
        }
        PinRules rules = profile.pin();
        if (rules == null) {
            throw refused(settings, "names keys, and profile " + profile.name() + " takes no PIN");
        }
        PaymentHsm module = hsm.orElseThrow(() -> refused(settings, "has blocks, and there is no gateway.hsm"));
        PinKeySettings keys = named.get();
        return new HsmPin(
                module, new HsmKey.Fixed(String.valueOf(keys.zone())), String.valueOf(keys.pads()), rules.format());
    }

    private static IllegalArgumentException refused(AcquirerSettings settings, String why) {
        return new IllegalArgumentException("acquirers." + settings.name() + ".pin " + why);
    }
}
