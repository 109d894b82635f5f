package dev.tidegate.gateway;

import dev.tidegate.core.port.PaymentHsm;
import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.crypto.ImportedKeys;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import dev.tidegate.gateway.codec.MessageMac;
import dev.tidegate.gateway.config.AcquirerSettings;
import dev.tidegate.gateway.config.MacKeySettings;
import dev.tidegate.gateway.profile.Mac;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.security.HostKeyExchange;
import dev.tidegate.gateway.security.HsmMac;
import dev.tidegate.gateway.security.KeyShelf;
import dev.tidegate.gateway.security.VaultMac;
import dev.tidegate.gateway.security.ZoneKeys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who makes one acquirer's authentication codes.
 *
 * @param mac null where the profile has no codes
 * @param agreed how the host changes their key; null where it does not
 */
record MessageSecurity(@Nullable MessageMac mac, HostKeyExchange.@Nullable Agreed agreed) {
    /**
     * By the profile and the settings.
     *
     * @param hsm empty where none is configured
     * @throws IllegalArgumentException the profile asks for codes, and no key for them can be used; the start is
     *     refused
     */
    static MessageSecurity of(
            AcquirerSettings settings,
            Profile profile,
            Optional<PaymentHsm> hsm,
            ImportedKeys imported,
            KeyShelf shelf) {
        Mac rule = profile.mac();
        if (rule == null) {
            return new MessageSecurity(null, null);
        }
        MacKeySettings key = settings.macKey()
                .orElseThrow(
                        () -> refused(settings, "is missing: profile " + profile.name() + " authenticates messages"));
        if (!key.isInHsm()) {
            return new MessageSecurity(new VaultMac(opened(settings, key, imported), rule.algorithm()), null);
        }
        PaymentHsm module = hsm.orElseThrow(() -> refused(settings, "has a block, and there is no gateway.hsm"));
        ZoneKeys keys = new ZoneKeys(new HsmKey.Fixed(String.valueOf(key.block())), shelf);
        HostKeyExchange.@Nullable Agreed agreed = key.isExchanged()
                ? new HostKeyExchange.Agreed(new HsmKey.Fixed(String.valueOf(key.exchange())), keys)
                : null;
        return new MessageSecurity(new HsmMac(module, keys, rule.algorithm()), agreed);
    }

    private static PaymentKey opened(AcquirerSettings settings, MacKeySettings key, ImportedKeys imported) {
        PaymentKey opened =
                imported.open(String.valueOf(key.imported()), key.allowTdes() ? TdesSwitch.on() : TdesSwitch.off());
        if (opened == null) {
            throw refused(settings, "names " + key.imported() + ", which nobody has imported");
        }
        return opened;
    }

    private static IllegalArgumentException refused(AcquirerSettings settings, String why) {
        return new IllegalArgumentException("acquirers." + settings.name() + ".mac " + why);
    }

    /** Wipes a key that is here. */
    void close() {
        if (mac instanceof VaultMac vault) {
            vault.close();
        }
    }
}
