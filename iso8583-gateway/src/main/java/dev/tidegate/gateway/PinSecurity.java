package dev.tidegate.gateway;

import dev.tidegate.core.port.PaymentHsm;
import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.gateway.capture.PinDesk;
import dev.tidegate.gateway.config.AcquirerSettings;
import dev.tidegate.gateway.config.PinKeySettings;
import dev.tidegate.gateway.profile.PinRules;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.security.HostKeyExchange;
import dev.tidegate.gateway.security.HsmPin;
import dev.tidegate.gateway.security.KeyShelf;
import dev.tidegate.gateway.security.ZoneKeys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who takes PINs on to one acquirer.
 *
 * @param agreed how the host changes its key; null where it does not
 */
record PinSecurity(PinDesk desk, HostKeyExchange.@Nullable Agreed agreed) {
    /**
     * By the profile and the settings. Without keys no PIN is taken.
     *
     * @param hsm empty where none is configured
     * @throws IllegalArgumentException keys are named that nobody can use; the start is refused
     */
    static PinSecurity of(AcquirerSettings settings, Profile profile, Optional<PaymentHsm> hsm, KeyShelf shelf) {
        Optional<PinKeySettings> named = settings.pinKeys();
        if (named.isEmpty()) {
            return new PinSecurity(PinDesk.none(), null);
        }
        PinRules rules = profile.pin();
        if (rules == null) {
            throw refused(settings, "names keys, and profile " + profile.name() + " takes no PIN");
        }
        PaymentHsm module = hsm.orElseThrow(() -> refused(settings, "has blocks, and there is no gateway.hsm"));
        PinKeySettings keys = named.get();
        ZoneKeys zone = new ZoneKeys(new HsmKey.Fixed(String.valueOf(keys.zone())), shelf);
        return new PinSecurity(
                new HsmPin(module, zone, String.valueOf(keys.pads()), rules.format()),
                keys.isExchanged()
                        ? new HostKeyExchange.Agreed(new HsmKey.Fixed(String.valueOf(keys.exchange())), zone)
                        : null);
    }

    private static IllegalArgumentException refused(AcquirerSettings settings, String why) {
        return new IllegalArgumentException("acquirers." + settings.name() + ".pin " + why);
    }
}
