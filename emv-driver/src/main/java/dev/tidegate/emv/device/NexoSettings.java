package dev.tidegate.emv.device;

import java.time.Duration;

/**
 * Where a device is, who it is, and how long it is waited for.
 *
 * @param certificateName the host name that its certificate must be for; often not the address it is reached at
 * @param saleId the till's name in the protocol (SaleID)
 * @param poiId the device's (POIID)
 */
public record NexoSettings(
        String host, int port, String path, String certificateName, String saleId, String poiId, Times times) {
    private static final int NAME_LENGTH_MAX = 64;
    private static final int PORT_MAX = 65_535;

    public NexoSettings {
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("a port is a number from 1 to " + PORT_MAX);
        }
        if (!path.startsWith("/") || !DeviceTransaction.isPrintable(path, NAME_LENGTH_MAX)) {
            throw new IllegalArgumentException("a path begins with / and has no space");
        }
        if (!DeviceTransaction.isPrintable(saleId, NAME_LENGTH_MAX)
                || !DeviceTransaction.isPrintable(poiId, NAME_LENGTH_MAX)
                || !DeviceTransaction.isPrintable(host, NAME_LENGTH_MAX)
                || !DeviceTransaction.isPrintable(certificateName, NAME_LENGTH_MAX)) {
            throw new IllegalArgumentException("names have 1 to " + NAME_LENGTH_MAX + " printable characters");
        }
    }

    /**
     * How long.
     *
     * @param connect for a connection and its handshake
     * @param pay for a payment with its card, PIN and host, or a reversal; more than the device itself takes
     * @param ask for the answer to any other message
     * @param patience for asking what became of a request, before it is left unknown for now
     * @param firstPause between two such questions; it doubles each time
     * @param longestPause where the doubling ends
     * @param settle after which a request on a broken connection cannot arrive any more
     * @param memory how far back the device surely knows its requests
     */
    public record Times(
            Duration connect,
            Duration pay,
            Duration ask,
            Duration patience,
            Duration firstPause,
            Duration longestPause,
            Duration settle,
            Duration memory) {
        public Times {
            for (Duration each :
                    new Duration[] {connect, pay, ask, patience, firstPause, longestPause, settle, memory}) {
                if (each.isNegative() || each.isZero()) {
                    throw new IllegalArgumentException("a time is longer than nothing");
                }
            }
            if (settle.compareTo(patience) >= 0 || firstPause.compareTo(longestPause) > 0) {
                throw new IllegalArgumentException("patience is longer than settling, pauses grow");
            }
        }

        /** Those that makers of devices ask for, with room. */
        public static Times usual() {
            return new Times(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(150),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(120),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofHours(24));
        }
    }
}
