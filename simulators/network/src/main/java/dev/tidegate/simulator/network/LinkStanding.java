package dev.tidegate.simulator.network;

/**
 * A link at one moment.
 *
 * @param open clients connected now
 * @param accepted clients that ever were
 */
record LinkStanding(
        LinkSpec spec,
        int listenPort,
        LinkMode mode,
        int open,
        long accepted,
        long bytesToTarget,
        long bytesToClient,
        long bytesSwallowed) {}
