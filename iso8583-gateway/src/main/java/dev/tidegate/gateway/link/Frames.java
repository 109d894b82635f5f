package dev.tidegate.gateway.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/**
 * Frames out of a stream of bytes.
 *
 * <pre>
 *   length        message
 *   2, big-endian length bytes; a length of 0 is a sign of life and has none
 * </pre>
 *
 * <p>A length above the profile's closes the connection: what follows cannot be trusted to begin a message.
 */
final class Frames extends ByteToMessageDecoder {
    /** Before each message. */
    static final int LENGTH_BYTES = 2;

    private final int bytesMax;

    Frames(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < LENGTH_BYTES) {
            return;
        }
        int length = in.getUnsignedShort(in.readerIndex());
        if (length > bytesMax) {
            throw new CorruptedFrameException("a frame of " + length + " bytes");
        }
        if (in.readableBytes() < LENGTH_BYTES + length) {
            return;
        }
        in.skipBytes(LENGTH_BYTES);
        if (length > 0) {
            byte[] frame = new byte[length];
            in.readBytes(frame);
            out.add(frame);
        }
    }
}
