package dev.tidegate.simulator.network;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;

/** A client and its target, joined by two flows. */
final class Pair implements Connection {
    private final SocketChannel client;
    private final SocketChannel target;
    private final Flow toTarget;
    private final Flow toClient;
    private LinkMode mode;
    private boolean broken;
    private boolean closing;

    private Pair(SocketChannel client, SocketChannel target, LinkMode mode, Traffic traffic) {
        this.client = client;
        this.target = target;
        this.mode = mode;
        this.toTarget = new Flow(Direction.TO_TARGET, client, target, traffic, this);
        this.toClient = new Flow(Direction.TO_CLIENT, target, client, traffic, this);
    }

    /** Joins two connected channels; bytes go through from now on. */
    static Pair join(SocketChannel client, SocketChannel target, LinkMode mode, Traffic traffic) {
        var pair = new Pair(client, target, mode, traffic);
        client.pipeline().addLast(new Side(pair, pair.toTarget, pair.toClient));
        target.pipeline().addLast(new Side(pair, pair.toClient, pair.toTarget));
        pair.change(mode);
        return pair;
    }

    @Override
    public void change(LinkMode next) {
        mode = next;
        toTarget.change(next);
        toClient.change(next);
    }

    @Override
    public boolean isBroken() {
        return broken;
    }

    @Override
    public boolean isOpen() {
        return client.isOpen() || target.isOpen();
    }

    @Override
    public void reset() {
        closing = true;
        toTarget.discard();
        toClient.discard();
        Connection.reset(client);
        Connection.reset(target);
    }

    /** Notes that bytes, or an end, were swallowed. */
    void lose() {
        broken = true;
    }

    /** Closes both sides once each has sent its end and had the other's. */
    void closeIfEnded() {
        if (toTarget.isEnded() && toClient.isEnded()) {
            closing = true;
            Connection.close(client);
            Connection.close(target);
        }
    }

    /** A side is gone without an end. The other is told by a reset, or in the dark not at all. */
    void sideGone(Channel side) {
        if (closing) {
            return;
        }
        if (mode instanceof LinkMode.BlackHole && isOpen()) {
            broken = true;
            Connection.close(side);
        } else {
            reset();
        }
    }
}
