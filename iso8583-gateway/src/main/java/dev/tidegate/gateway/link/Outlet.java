package dev.tidegate.gateway.link;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.ChannelPromise;

/**
 * The end of the pipeline that is next to the socket, below TLS: counts the bytes that the socket has taken. Used by
 * the link's thread alone.
 */
final class Outlet extends ChannelOutboundHandlerAdapter {
    private long taken;

    /** All bytes so far, those of TLS itself among them. */
    long taken() {
        return taken;
    }

    @Override
    public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
        ChannelProgressivePromise counted = context.newProgressivePromise();
        counted.addListener(new Count(promise));
        ChannelFuture ignored = context.write(bytes, counted);
    }

    private final class Count implements ChannelProgressiveFutureListener {
        private final ChannelPromise promise;
        private long before;

        Count(ChannelPromise promise) {
            this.promise = promise;
        }

        @Override
        public void operationProgressed(ChannelProgressiveFuture future, long progress, long total) {
            taken += progress - before;
            before = progress;
        }

        @Override
        public void operationComplete(ChannelProgressiveFuture future) {
            if (future.isSuccess()) {
                promise.trySuccess();
            } else {
                promise.tryFailure(future.cause());
            }
        }
    }
}
