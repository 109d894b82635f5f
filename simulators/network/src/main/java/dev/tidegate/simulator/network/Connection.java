package dev.tidegate.simulator.network;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;

/** One client of a link, with its target or without. On the event loop. */
interface Connection {
    /** Goes over to another mode. */
    void change(LinkMode next);

    /** Whether it has lost something, or someone, that it could not go on without. */
    boolean isBroken();

    /** Whether any channel of it is open. */
    boolean isOpen();

    /** Ends it so that both sides see a reset. */
    void reset();

    /** Closes a channel; nobody waits for it. */
    static void close(Channel channel) {
        channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    /** Closes a channel with a reset in place of an end. */
    static void reset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        close(channel);
    }
}
