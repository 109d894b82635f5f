package dev.tidegate.simulator.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/** One side of a pair: tells its flows what happens on its channel. */
final class Side extends ChannelInboundHandlerAdapter {
    private final Pair pair;
    private final Flow out;
    private final Flow in;

    /**
     * A side.
     *
     * @param out takes what this side sends
     * @param in writes to this side
     */
    Side(Pair pair, Flow out, Flow in) {
        this.pair = pair;
        this.out = out;
        this.in = in;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        out.take((ByteBuf) message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            out.takeEnd();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        in.pace();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        pair.sideGone(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
        pair.sideGone(context.channel());
    }
}
