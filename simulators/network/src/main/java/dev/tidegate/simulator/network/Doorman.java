package dev.tidegate.simulator.network;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import java.util.function.Consumer;

/** Hands a new client over as soon as it is connected, and steps aside. */
@ChannelHandler.Sharable
final class Doorman extends ChannelInboundHandlerAdapter {
    private final Consumer<SocketChannel> accept;

    Doorman(Consumer<SocketChannel> accept) {
        this.accept = accept;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.pipeline().remove(this);
        accept.accept((SocketChannel) context.channel());
    }
}
