package dev.tidegate.simulator.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** A client that has no target: not yet, or because it came in the dark. */
final class Guest extends ChannelInboundHandlerAdapter implements Connection {
    private final Channel client;
    private final Traffic traffic;

    private Guest(Channel client, Traffic traffic) {
        this.client = client;
        this.traffic = traffic;
    }

    /** Takes in a client that has just connected. */
    static Guest receive(Channel client, LinkMode mode, Traffic traffic) {
        var guest = new Guest(client, traffic);
        client.pipeline().addLast(guest);
        guest.change(mode);
        return guest;
    }

    /** In the dark what it sends is read and dropped; while it waits for its target, nothing is read. */
    @Override
    public void change(LinkMode next) {
        client.config().setAutoRead(next instanceof LinkMode.BlackHole);
    }

    @Override
    public boolean isBroken() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return client.isOpen();
    }

    @Override
    public void reset() {
        Connection.reset(client);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var chunk = (ByteBuf) message;
        traffic.swallow(chunk.readableBytes());
        chunk.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable gone) {
        Connection.close(client);
    }
}
