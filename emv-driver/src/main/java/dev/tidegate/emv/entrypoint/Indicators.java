package dev.tidegate.emv.entrypoint;

import org.jspecify.annotations.Nullable;

/**
 * What pre-processing found for one combination (EMV Contactless Book B, 3.1.1).
 *
 * @param notAllowed this sale is not for this combination
 * @param qualifiers tag 9F66 for this sale, where the combination has it
 */
public record Indicators(
        boolean statusCheckRequested,
        boolean notAllowed,
        boolean zeroAmount,
        boolean floorLimitExceeded,
        boolean verificationRequired,
        @Nullable TransactionQualifiers qualifiers) {}
