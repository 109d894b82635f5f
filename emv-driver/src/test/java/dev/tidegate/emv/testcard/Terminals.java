package dev.tidegate.emv.testcard;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.settings.ActionCodes;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.settings.TerminalApplication;
import dev.tidegate.emv.settings.TerminalCapabilities;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Currency;
import java.util.List;

/** Terminals and sales of the tests. */
public final class Terminals {
    /** Below it a sale may be approved by the card. */
    public static final long FLOOR_LIMIT = 5_000;

    public static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 14, 15, 9, 26);

    /** Acquirer's codes that many acquirers have: online for most of what can be found, nothing declined outright. */
    public static final ActionCodes ACTION_CODES = codes("0010000000", "FC50BCF800", "FC50BCF800");

    private Terminals() {}

    /** A till in Germany: euro, signature, SDA and DDA, floor limit 50.00. */
    public static KernelSettings settings() {
        return settings("6028C0", 0x22, false);
    }

    /** The same with CDA. */
    public static KernelSettings withCombined() {
        return settings("6028C8", 0x22, false);
    }

    public static KernelSettings settings(String capabilities, int terminalType, boolean forceOnline) {
        return new KernelSettings(
                terminalType,
                276,
                Currency.getInstance("EUR"),
                new TerminalCapabilities(Octets.ofHex(capabilities)),
                Octets.ofHex("6000F0A001"),
                "TILL0001",
                forceOnline,
                List.of(application("A000000003", true), application("A0000000041010", false)));
    }

    public static TerminalApplication application(String aid, boolean partialName) {
        return TerminalApplication.of(
                new Aid(Octets.ofHex(aid)), partialName, Octets.ofHex("0002"), ACTION_CODES, FLOOR_LIMIT);
    }

    public static ActionCodes codes(String denial, String online, String unable) {
        return new ActionCodes(results(denial), results(online), results(unable));
    }

    public static TerminalVerificationResults results(String hex) {
        return TerminalVerificationResults.of(Octets.ofHex(hex));
    }

    /** A sale in euro cents. */
    public static TransactionParameters sale(long minor) {
        return new TransactionParameters(Amount.of(minor, "EUR"), NOW, Duration.ofSeconds(1));
    }
}
