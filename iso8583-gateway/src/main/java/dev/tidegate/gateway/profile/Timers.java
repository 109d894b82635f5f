package dev.tidegate.gateway.profile;

import java.time.Duration;

/**
 * How long is waited for what.
 *
 * @param connect for a connection
 * @param network for the answer to sign-on and echo
 * @param live for the answer while the cardholder waits
 * @param laneWait for a live sale's turn on its terminal
 * @param host after this the host has dealt with whatever it received
 */
public record Timers(
        Duration connect,
        Duration network,
        Duration live,
        Duration advice,
        Duration deferred,
        Duration reversal,
        Duration laneWait,
        Duration host) {
    /** How long the answer to a message is waited for. */
    public Duration answer(MessageKind kind) {
        return switch (kind) {
            case SALE, REFUND -> live;
            case ADVICE, VOICE, COMPLETION, RECONCILIATION, UPLOAD -> advice;
            case DEFERRED, LATER -> deferred;
            case REVERSAL -> reversal;
            case NETWORK -> network;
        };
    }
}
