package dev.tidegate.gateway.link;

import dev.tidegate.gateway.profile.Framing;
import dev.tidegate.gateway.profile.Framing.Length;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Messages out of a stream of bytes, as {@link Framing} draws them.
 *
 * <p>A length that cannot be right breaks the connection: what follows cannot be trusted to begin a message. A TPDU or
 * a header that is not the host's makes one {@link Foreign} frame, and the next begins where it should.
 */
final class Frames extends ByteToMessageDecoder {
    private static final int DECIMAL = 10;

    private final Framing framing;
    private final byte[] tpdu;
    private final byte[] header;

    /** A frame whose length is right and whose TPDU or header is not. The bytes are those after the length. */
    static final class Foreign {
        private final byte[] bytes;

        Foreign(byte[] owned) {
            this.bytes = owned;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    Frames(Framing framing) {
        this.framing = framing;
        this.tpdu = framing.tpduOfAnswer().toByteArray();
        this.header = framing.header().toByteArray();
    }

    /** A message with all that stands before it. The caller wipes both. */
    static byte[] frame(Framing framing, byte[] message) {
        byte[] before = framing.before().toByteArray();
        int says = framing.lengthOf(message.length);
        int lengthBytes = framing.length().bytes();
        byte[] frame = new byte[lengthBytes + before.length + message.length];
        if (framing.length() == Length.BINARY_2) {
            frame[0] = (byte) (says >>> Byte.SIZE);
            frame[1] = (byte) says;
        } else {
            byte[] digits = String.format(Locale.ROOT, "%04d", says).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, frame, 0, lengthBytes);
        }
        System.arraycopy(before, 0, frame, lengthBytes, before.length);
        System.arraycopy(message, 0, frame, lengthBytes + before.length, message.length);
        return frame;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int lengthBytes = framing.length().bytes();
        if (in.readableBytes() < lengthBytes) {
            return;
        }
        int follows = length(in) - (framing.inclusive() ? lengthBytes : 0);
        int before = tpdu.length + header.length;
        boolean life = follows == 0 || framing.inclusive() && follows == -lengthBytes;
        if (!life && (follows <= before || follows > before + framing.bytesMax())) {
            throw new CorruptedFrameException("a length that says " + follows);
        }
        if (life) {
            in.skipBytes(lengthBytes);
            return;
        }
        if (in.readableBytes() < lengthBytes + follows) {
            return;
        }
        in.skipBytes(lengthBytes);
        byte[] frame = new byte[follows];
        in.readBytes(frame);
        out.add(isOurs(frame) ? before == 0 ? frame : Arrays.copyOfRange(frame, before, follows) : new Foreign(frame));
    }

    private int length(ByteBuf in) {
        int at = in.readerIndex();
        if (framing.length() == Length.BINARY_2) {
            return in.getUnsignedShort(at);
        }
        int value = 0;
        for (int i = 0; i < framing.length().bytes(); i++) {
            int digit = in.getByte(at + i) - '0';
            if (digit < 0 || digit >= DECIMAL) {
                throw new CorruptedFrameException("a length that is no number");
            }
            value = value * DECIMAL + digit;
        }
        return value;
    }

    private boolean isOurs(byte[] frame) {
        boolean sameTpdu = Arrays.equals(frame, 0, tpdu.length, tpdu, 0, tpdu.length);
        boolean sameHeader = !framing.headerSame()
                || Arrays.equals(frame, tpdu.length, tpdu.length + header.length, header, 0, header.length);
        return sameTpdu && sameHeader;
    }
}
