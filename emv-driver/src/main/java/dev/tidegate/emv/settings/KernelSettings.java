package dev.tidegate.emv.settings;

import dev.tidegate.core.card.Octets;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;

/**
 * What the terminal is and which applications it takes (EMV 4.4 Book 4, Annex A; Book 3, Annex A1).
 *
 * @param terminalType tag 9F35 as it is written, for example {@code 0x22}: attended, offline with online capability
 * @param countryCode ISO 3166-1 numeric, for example 276
 * @param currency the one in which floor limits are; a sale in another is above every floor limit
 * @param capabilities tag 9F33, three bytes; PIN methods may not be among them
 * @param additionalCapabilities tag 9F40, five bytes
 * @param deviceSerial tag 9F1E, eight characters
 * @param forceOnline whether every sale is marked as forced online by the merchant
 * @param applications in the order in which they are asked for; at most {@link #APPLICATIONS_MAX}
 */
public record KernelSettings(
        int terminalType,
        int countryCode,
        Currency currency,
        TerminalCapabilities capabilities,
        Octets additionalCapabilities,
        String deviceSerial,
        boolean forceOnline,
        List<TerminalApplication> applications) {
    /** Each costs a command on a card without a directory. */
    public static final int APPLICATIONS_MAX = 32;

    /** Book 4, Annex A1: attended or unattended, at a merchant, online only, both, or offline only. */
    private static final List<Integer> MERCHANT_TYPES = List.of(0x21, 0x22, 0x23, 0x24, 0x25, 0x26);

    public KernelSettings {
        if (!MERCHANT_TYPES.contains(terminalType)) {
            throw new IllegalArgumentException("terminal type is 21 to 26, a merchant's");
        }
        if (countryCode < 1 || countryCode > 999) {
            throw new IllegalArgumentException("a country code has three digits");
        }
        if (additionalCapabilities.length() != 5) {
            throw new IllegalArgumentException("additional terminal capabilities have five bytes");
        }
        if (deviceSerial.length() != 8
                || !deviceSerial.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c))) {
            throw new IllegalArgumentException("a device serial number has eight letters or digits");
        }
        applications = List.copyOf(applications);
        if (applications.isEmpty() || applications.size() > APPLICATIONS_MAX) {
            throw new IllegalArgumentException("a terminal has 1 to 32 applications");
        }
        HashSet<Octets> seen = new HashSet<>();
        for (TerminalApplication application : applications) {
            if (!seen.add(application.aid().value())) {
                throw new IllegalArgumentException("application " + application.aid() + " comes twice");
            }
        }
    }

    /** Whether the terminal asks issuers never, where it must, or always. */
    public OnlineCapability onlineCapability() {
        return OnlineCapability.of(terminalType);
    }

    /** Whether nobody of the merchant stands by: types 24 to 26. */
    public boolean unattended() {
        return terminalType % 0x10 > 3;
    }
}
