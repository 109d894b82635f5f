package dev.tidegate.gateway.link;

import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.MalformedMessageException;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.Map;
import java.util.function.Consumer;

/** One connection's end of the pipeline: reads messages, and tells of silence and of the end. */
final class Connection extends SimpleChannelInboundHandler<byte[]> {
    private static final FactLog LOG = FactLog.of(Connection.class);

    private final IsoCodec codec;
    private final Consumer<IsoMessage> heard;
    private final Runnable idle;
    private final Runnable gone;

    /**
     * @param heard gets each message that can be read
     * @param idle nothing went either way for the profile's time
     * @param gone the connection has ended
     */
    Connection(IsoCodec codec, Consumer<IsoMessage> heard, Runnable idle, Runnable gone) {
        this.codec = codec;
        this.heard = heard;
        this.idle = idle;
        this.gone = gone;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, byte[] frame) {
        IsoMessage message;
        try {
            message = codec.decode(frame);
        } catch (MalformedMessageException e) {
            // As no answer: whoever waits for it runs into the timer. The bytes themselves go nowhere.
            LOG.warn("a frame that cannot be read", Map.of(Field.BYTES, frame.length, Field.CAUSE, reason(e)));
            return;
        }
        heard.accept(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            idle.run();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone.run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The text of a network failure may quote what was read.
        LOG.warn("the connection failed", Map.of(Field.CAUSE, cause.getClass().getSimpleName()));
        ChannelFuture ignored = context.close();
    }

    private static String reason(MalformedMessageException e) {
        return String.valueOf(e.getMessage());
    }
}
