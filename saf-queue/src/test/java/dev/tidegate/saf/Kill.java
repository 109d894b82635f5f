package dev.tidegate.saf;

/** The process died here. */
final class Kill extends Error {
    private static final long serialVersionUID = 1;
}
