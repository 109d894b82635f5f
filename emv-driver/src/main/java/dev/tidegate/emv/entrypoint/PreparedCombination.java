package dev.tidegate.emv.entrypoint;

/** A combination with what pre-processing found for it. */
public record PreparedCombination(Combination combination, Indicators indicators) {}
