package dev.tidegate.emv.contactless;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.entrypoint.Combination;
import dev.tidegate.emv.entrypoint.CombinationRules;
import dev.tidegate.emv.entrypoint.KernelId;
import dev.tidegate.emv.entrypoint.TransactionQualifiers;
import dev.tidegate.emv.settings.ActionCodes;
import dev.tidegate.emv.settings.TerminalApplication;

/**
 * One application that the terminal takes by tap, with the acquirer's rules for it.
 *
 * @param combination with kernel C-2 (Mastercard) or C-3 (Visa). Its floor limit is DF8123, its verification limit
 *     DF8126. Qualifiers are told to cards of C-3 alone; those of C-2 say whether the terminal takes stripe mode
 * @param version tag 9F09, two bytes
 * @param actionCodes the acquirer's; C-3 has none and looks at none
 * @param limitMinor a sale above it is not for this application: DF8124; C-2 alone
 * @param deviceLimitMinor the same for a device that verifies its holder: DF8125; C-2 alone
 */
public record ContactlessApplication(
        Combination combination, Octets version, ActionCodes actionCodes, long limitMinor, long deviceLimitMinor) {
    public ContactlessApplication {
        TransactionQualifiers qualifiers = combination.rules().qualifiers();
        boolean visa = combination.kernel().equals(KernelId.C3);
        if (!visa && !combination.kernel().equals(KernelId.C2)) {
            throw new IllegalArgumentException("there is no kernel " + combination.kernel());
        }
        if (visa && qualifiers == null) {
            throw new IllegalArgumentException("kernel C-3 tells the card what the reader can do: tag 9F66");
        }
        if (visa && qualifiers != null && qualifiers.stripeMode()) {
            throw new IllegalArgumentException("kernel C-3 has no stripe mode");
        }
        if (version.length() != 2) {
            throw new IllegalArgumentException("an application version has two bytes");
        }
        if (limitMinor < 0 || deviceLimitMinor < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
    }

    /** Whether a card that has stripe mode alone is taken, online. */
    boolean stripeMode() {
        TransactionQualifiers qualifiers = combination.rules().qualifiers();
        return qualifiers != null && qualifiers.stripeMode();
    }

    /** What the chapters that both kinds of kernel have in common want to know. */
    TerminalApplication terms() {
        CombinationRules rules = combination.rules();
        long floor = rules.floorLimitMinor() == CombinationRules.NO_LIMIT
                ? rules.terminalFloorLimitMinor()
                : rules.floorLimitMinor();
        return TerminalApplication.of(
                combination.aid(), true, version, actionCodes, Math.min(floor, TerminalApplication.FLOOR_LIMIT_MAX));
    }
}
