package dev.tidegate.gateway.codec;

/** How one field lies on the wire, and what it may hold. Reading and writing are strict: what fits one fits both. */
sealed interface FieldShape permits KnownShape, ForeignShape {
    /**
     * One field of a message that was read.
     *
     * @param at its first byte, that of its length where it has one
     * @param from the first byte of its value
     * @param to the byte after its last
     * @param units digits, characters or bytes of the value
     */
    record Part(int field, int at, int from, int to, int units) {}

    /** The field's name for people. */
    String name();

    /** What may be inside. */
    Content.Kind kind();

    /** The bytes that a value takes on the wire; -1 where it does not fit. */
    int size(byte[] value);

    /** Writes a value that fits. */
    void write(byte[] value, byte[] out, int at);

    /**
     * Reads the field that begins at {@code at}.
     *
     * @throws MalformedMessageException it is not as the profile says
     */
    Part read(byte[] in, int at);

    /** The value of a part that was read. */
    byte[] value(byte[] in, Part part);
}
