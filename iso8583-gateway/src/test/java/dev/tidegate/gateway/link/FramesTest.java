package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames out of bytes, however the bytes come. */
class FramesTest {
    private static final int BYTES_MAX = 300;

    private static byte[] framed(byte[]... messages) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            stream.write(message.length >>> 8);
            stream.write(message.length);
            stream.writeBytes(message);
        }
        return stream.toByteArray();
    }

    private static List<byte[]> read(EmbeddedChannel channel) {
        List<byte[]> frames = new ArrayList<>();
        for (byte[] frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            frames.add(frame);
        }
        return frames;
    }

    @Test
    void frame_oneByteAtATime_isRead() {
        EmbeddedChannel channel = new EmbeddedChannel(new Frames(BYTES_MAX));

        for (byte one : framed(new byte[] {1, 2, 3})) {
            boolean ignored = channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {one}));
        }

        assertThat(read(channel)).singleElement().isEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    void frames_fiftyInOneSegment_areAllRead() {
        EmbeddedChannel channel = new EmbeddedChannel(new Frames(BYTES_MAX));
        byte[][] messages = new byte[50][];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = new byte[] {(byte) i};
        }

        boolean read = channel.writeInbound(Unpooled.wrappedBuffer(framed(messages)));

        assertThat(read).isTrue();
        assertThat(read(channel)).hasSize(50);
    }

    @Test
    void frame_ofLengthZero_isASignOfLife() {
        EmbeddedChannel channel = new EmbeddedChannel(new Frames(BYTES_MAX));

        boolean read = channel.writeInbound(Unpooled.wrappedBuffer(framed(new byte[0], new byte[] {7}, new byte[0])));

        assertThat(read).isTrue();
        assertThat(read(channel)).singleElement().isEqualTo(new byte[] {7});
    }

    @Test
    void frame_aboveTheLimit_breaksTheConnection() {
        EmbeddedChannel channel = new EmbeddedChannel(new Frames(BYTES_MAX));

        assertThatExceptionOfType(DecoderException.class)
                .isThrownBy(() -> channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {0x7F, 0x00, 1})));
    }

    @Test
    void frame_ofTheLimit_isRead() {
        EmbeddedChannel channel = new EmbeddedChannel(new Frames(BYTES_MAX));

        boolean read = channel.writeInbound(Unpooled.wrappedBuffer(framed(new byte[BYTES_MAX])));

        assertThat(read).isTrue();
    }

    @Test
    void frames_cutAnywhereAThousandTimes_areTheSameFrames() {
        for (long seed = 0; seed < 1_000; seed++) {
            Random chance = new Random(seed);
            byte[][] messages = new byte[chance.nextInt(1, 9)][];
            for (int i = 0; i < messages.length; i++) {
                messages[i] = new byte[chance.nextInt(1, BYTES_MAX + 1)];
                chance.nextBytes(messages[i]);
            }

            List<byte[]> frames = cut(framed(messages), chance);

            assertThat(frames).as("seed " + seed).containsExactly(messages);
        }
    }

    @Test
    void bytes_ofChanceAThousandTimes_areFramesWithinTheLimitOrABreak() {
        for (long seed = 0; seed < 1_000; seed++) {
            Random chance = new Random(seed);
            byte[] bytes = new byte[chance.nextInt(1, 2_000)];
            chance.nextBytes(bytes);

            List<byte[]> frames = cut(bytes, chance);

            assertThat(frames).as("seed " + seed).allMatch(frame -> frame.length >= 1 && frame.length <= BYTES_MAX);
        }
    }

    private static List<byte[]> cut(byte[] bytes, Random chance) {
        EmbeddedChannel channel = new EmbeddedChannel(new Frames(BYTES_MAX));
        int at = 0;
        try {
            while (at < bytes.length) {
                int piece = Math.min(bytes.length - at, chance.nextInt(1, 64));
                boolean ignored = channel.writeInbound(Unpooled.copiedBuffer(bytes, at, piece));
                at += piece;
            }
        } catch (DecoderException e) {
            assertThat(e).hasMessageNotContaining("[");
        }
        return read(channel);
    }
}
