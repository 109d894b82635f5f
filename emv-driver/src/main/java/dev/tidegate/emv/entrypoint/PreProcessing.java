package dev.tidegate.emv.entrypoint;

import org.jspecify.annotations.Nullable;

/** Pre-processing of one combination, before a card is there (EMV Contactless Book B, 3.1.1). */
final class PreProcessing {
    private final CombinationRules rules;

    PreProcessing(CombinationRules rules) {
        this.rules = rules;
    }

    /** A sale that has no pre-processing: nothing is found, and the qualifiers are as configured (3.2.1.1). */
    Indicators none() {
        return new Indicators(false, false, false, false, false, rules.qualifiers());
    }

    /**
     * What is found for a sale.
     *
     * @param unitMinor one unit of the currency in minor units, for example 100
     */
    Indicators of(long amountMinor, long unitMinor) {
        // 3.1.1.3.
        boolean status = rules.statusCheck() && amountMinor == unitMinor;
        boolean zero = amountMinor == 0 && rules.zeroAmountAllowed();
        // 3.1.1.4 and 3.1.1.5.
        boolean refused =
                amountMinor == 0 && !rules.zeroAmountAllowed() || amountMinor >= rules.transactionLimitMinor();
        boolean floor = amountMinor > floorLimit();
        // 3.1.1.8.
        boolean verification = amountMinor >= rules.verificationLimitMinor();
        TransactionQualifiers configured = rules.qualifiers();
        // 3.1.1.11: a reader that never goes online cannot ask for an online cryptogram.
        boolean alone = zero && configured != null && configured.offlineOnly();
        return new Indicators(
                status,
                refused || alone,
                zero,
                floor,
                verification,
                qualifiers(configured, status || floor || zero && !alone, verification));
    }

    // 3.1.1.6 and 3.1.1.7: the terminal's own limit counts where there is none for contactless.
    private long floorLimit() {
        return rules.floorLimitMinor() == CombinationRules.NO_LIMIT
                ? rules.terminalFloorLimitMinor()
                : rules.floorLimitMinor();
    }

    // 3.1.1.2, 3.1.1.9 to 3.1.1.12.
    private static @Nullable TransactionQualifiers qualifiers(
            @Nullable TransactionQualifiers configured, boolean online, boolean verification) {
        if (configured == null) {
            return null;
        }
        TransactionQualifiers cleared = configured.cleared();
        TransactionQualifiers asking = online ? cleared.withOnlineRequired() : cleared;
        return verification ? asking.withVerificationRequired() : asking;
    }
}
