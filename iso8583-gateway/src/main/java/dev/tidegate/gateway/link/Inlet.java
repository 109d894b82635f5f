package dev.tidegate.gateway.link;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** The end of the pipeline that is next to the link: hears frames, silence, and the end. */
final class Inlet extends SimpleChannelInboundHandler<Object> {
    /** Who hears it, on the link's thread. */
    interface Hearing {
        void frame(byte[] message);

        /** A frame with a TPDU or a header that is not the host's. */
        void foreign(byte[] frame);

        /** Nothing went either way for the profile's time. */
        void silence();

        /** The connection is about to end, for this. */
        void failed(LinkTrouble why);

        void ended();
    }

    private final Hearing hearing;

    Inlet(Hearing hearing) {
        this.hearing = hearing;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object read) {
        switch (read) {
            case byte[] message -> hearing.frame(message);
            case Frames.Foreign foreign -> hearing.foreign(foreign.bytes());
            default -> throw new IllegalStateException("frames alone come so far");
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            hearing.silence();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        hearing.ended();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        hearing.failed(trouble(cause));
        var ignored = context.close();
    }

    /** The name of a failure; its text may quote what was read. */
    static LinkTrouble trouble(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof CertificateCheck.RefusedException refused) {
                return refused.trouble();
            }
            if (at instanceof CorruptedFrameException) {
                return LinkTrouble.FRAMING_BROKEN;
            }
        }
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SSLException) {
                return alert(String.valueOf(at.getMessage()));
            }
            if (at instanceof IOException) {
                return LinkTrouble.CONNECTION_RESET;
            }
        }
        return failure instanceof DecoderException ? LinkTrouble.FRAMING_BROKEN : LinkTrouble.CONNECTION_RESET;
    }

    // The JDK gives a received alert (RFC 8446, 6.2) by its name alone, in its text.
    private static LinkTrouble alert(String text) {
        String told = text.toLowerCase(Locale.ROOT);
        boolean ofOurs = told.contains("received fatal alert")
                && (told.contains("certificate") || told.contains("unknown_ca") || told.contains("access_denied"));
        return ofOurs ? LinkTrouble.OWN_CERTIFICATE_REFUSED : LinkTrouble.TLS_FAILED;
    }
}
