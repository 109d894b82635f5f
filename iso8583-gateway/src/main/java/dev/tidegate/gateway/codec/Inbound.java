package dev.tidegate.gateway.codec;

/** What came from the host. */
public sealed interface Inbound {
    /** It says that it answers one of our messages. */
    record Answer(IsoMessage message) implements Inbound {}

    /** The host asks something of us. */
    record Request(NetworkRequest request) implements Inbound {}
}
