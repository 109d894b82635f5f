package dev.tidegate.gateway.profile;

/** How one field of a message comes about. */
public sealed interface FieldRule {
    /** The same text each time. */
    record Literal(String text) implements FieldRule {}

    /**
     * Filled in.
     *
     * @param optional whether the field is left out where there is nothing to fill in
     */
    record Filled(FieldSource source, boolean optional) implements FieldRule {}
}
