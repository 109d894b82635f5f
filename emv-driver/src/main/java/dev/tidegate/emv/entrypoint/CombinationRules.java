package dev.tidegate.emv.entrypoint;

import org.jspecify.annotations.Nullable;

/**
 * The acquirer's rules for one application with one kernel (EMV Contactless Book A). Amounts are minor units of the
 * terminal's currency; {@link #NO_LIMIT} where a limit is not there.
 *
 * @param statusCheck whether a sale of one unit of currency asks for the card's status only
 * @param zeroAmountAllowed whether a sale of nothing is allowed
 * @param extendedSelection whether tag 9F29 is appended to the name at selection
 * @param transactionLimitMinor a sale of this amount or more is not for this combination
 * @param floorLimitMinor a sale above this amount goes online
 * @param terminalFloorLimitMinor the same, where there is no floor limit for contactless
 * @param verificationLimitMinor a sale of this amount or more needs the cardholder verified
 * @param qualifiers tag 9F66, for kernels that have it
 */
public record CombinationRules(
        boolean statusCheck,
        boolean zeroAmountAllowed,
        boolean extendedSelection,
        long transactionLimitMinor,
        long floorLimitMinor,
        long terminalFloorLimitMinor,
        long verificationLimitMinor,
        @Nullable TransactionQualifiers qualifiers) {
    /** There is no such limit. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    public CombinationRules {
        if (transactionLimitMinor < 0
                || floorLimitMinor < 0
                || terminalFloorLimitMinor < 0
                || verificationLimitMinor < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
    }
}
