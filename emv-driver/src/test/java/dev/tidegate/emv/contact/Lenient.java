package dev.tidegate.emv.contact;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.settings.TerminalApplication;
import dev.tidegate.emv.testcard.Terminals;
import java.util.List;

/** A terminal whose acquirer lets a card approve by itself when its issuer cannot be asked. */
final class Lenient {
    static final KernelSettings SETTINGS = settings();

    private Lenient() {}

    private static KernelSettings settings() {
        KernelSettings strict = Terminals.settings();
        TerminalApplication application = TerminalApplication.of(
                new Aid(Octets.ofHex("A000000004")),
                true,
                Octets.ofHex("0002"),
                Terminals.codes("0010000000", "FC50BCF800", "0000000000"),
                Terminals.FLOOR_LIMIT);
        return new KernelSettings(
                strict.terminalType(),
                strict.countryCode(),
                strict.currency(),
                strict.capabilities(),
                strict.additionalCapabilities(),
                strict.deviceSerial(),
                strict.forceOnline(),
                List.of(application));
    }
}
