package dev.tidegate.gateway.link;

/** Where a host listens. */
public record LinkAddress(String host, int port) {
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
