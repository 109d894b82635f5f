package dev.tidegate.emv.entrypoint;

import dev.tidegate.core.emv.TlvSet;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel is told when it is activated (EMV Contactless Book B, 3.4).
 *
 * @param selected the combination and its application
 * @param restartedFrom the outcome after which this is a beginning again; absent at the first
 * @param issuerData tags 71, 72 and 91 of the issuer's answer; empty where there is none
 */
public record Activation<T>(
        SelectedCombination selected, @Nullable KernelOutcome<T> restartedFrom, TlvSet issuerData) {}
