package dev.tidegate.till.gateway;

/** The ways to the gateway. */
public enum RouteName {
    /** {@code gateway.address}: taken whenever it answers. */
    FIRST,
    /** {@code gateway.backup}: taken while the first gives no answer. */
    BACKUP
}
