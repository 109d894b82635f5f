package dev.tidegate.emv.settings;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;

/**
 * One application that the terminal takes, with the acquirer's rules for it.
 *
 * @param partialName whether a card's name may be longer than this one (application selection indicator, Book 1,
 *     12.3.1)
 * @param version tag 9F09, two bytes
 * @param actionCodes the acquirer's, TAC
 * @param floorLimitMinor in minor units of the settings' currency; a sale of this amount or more goes online
 * @param selection how many sales below the floor limit go online by chance
 * @param defaultDdol tag 9F49 for cards without one; must ask for 9F37, the unpredictable number
 */
public record TerminalApplication(
        Aid aid,
        boolean partialName,
        Octets version,
        ActionCodes actionCodes,
        long floorLimitMinor,
        RandomSelection selection,
        Octets defaultDdol) {
    /** Tag 9F1B: four bytes. */
    public static final long FLOOR_LIMIT_MAX = 0xFFFF_FFFFL;

    private static final Octets UNPREDICTABLE_NUMBER = Octets.ofHex("9F3704");

    public TerminalApplication {
        if (version.length() != 2) {
            throw new IllegalArgumentException("an application version has two bytes");
        }
        if (floorLimitMinor < 0 || floorLimitMinor > FLOOR_LIMIT_MAX) {
            throw new IllegalArgumentException("a floor limit has four bytes");
        }
        if (!defaultDdol.startsWith(UNPREDICTABLE_NUMBER)) {
            throw new IllegalArgumentException("a default DDOL begins with the unpredictable number");
        }
    }

    /** With the default DDOL that asks for the unpredictable number alone, and no selection by chance. */
    public static TerminalApplication of(
            Aid aid, boolean partialName, Octets version, ActionCodes actionCodes, long floorLimitMinor) {
        return new TerminalApplication(
                aid, partialName, version, actionCodes, floorLimitMinor, RandomSelection.none(), UNPREDICTABLE_NUMBER);
    }

    /** Whether a card's application of this name is this one. */
    public boolean takes(Octets name) {
        return partialName ? name.startsWith(aid.value()) : name.equals(aid.value());
    }
}
