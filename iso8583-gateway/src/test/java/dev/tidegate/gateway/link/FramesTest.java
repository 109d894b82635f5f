package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.card.Octets;
import dev.tidegate.gateway.profile.Framing;
import dev.tidegate.gateway.profile.Framing.Length;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames out of bytes, however the bytes come. */
class FramesTest {
    private static final int BYTES_MAX = 300;
    private static final Framing PLAIN = framing(Length.BINARY_2, false, "", "", false);
    private static final HexFormat HEX = HexFormat.of();

    private final List<EmbeddedChannel> channels = new ArrayList<>();

    private EmbeddedChannel channel(Framing framing) {
        EmbeddedChannel channel = new EmbeddedChannel(new Frames(framing));
        channels.add(channel);
        return channel;
    }

    @AfterEach
    void close() {
        for (EmbeddedChannel channel : channels) {
            // Without its reader first: half a frame is let go, and not read once more.
            assertThat(channel.pipeline().remove(Frames.class)).isNotNull();
            boolean ignored = channel.finishAndReleaseAll();
        }
    }

    private static Framing framing(Length length, boolean inclusive, String tpdu, String header, boolean headerSame) {
        return new Framing(length, inclusive, Octets.ofHex(tpdu), Octets.ofHex(header), headerSame, BYTES_MAX);
    }

    // D5 B06: framing, and the frame of three bytes of message as it comes, worked out by hand
    private static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("two bytes", PLAIN, "0003" + "010203", "0003" + "010203"),
                Arguments.of(
                        "two bytes that count themselves",
                        framing(Length.BINARY_2, true, "", "", false),
                        "0005" + "010203",
                        "0005" + "010203"),
                Arguments.of(
                        "four digits",
                        framing(Length.ASCII_4, false, "", "", false),
                        "30303033" + "010203",
                        "30303033" + "010203"),
                Arguments.of(
                        "four digits that count themselves",
                        framing(Length.ASCII_4, true, "", "", false),
                        "30303037" + "010203",
                        "30303037" + "010203"),
                Arguments.of(
                        "TPDU",
                        framing(Length.BINARY_2, false, "6000120034", "", false),
                        "0008" + "6000120034" + "010203",
                        "0008" + "6000340012" + "010203"),
                Arguments.of(
                        "TPDU and a header",
                        framing(Length.BINARY_2, true, "6000120034", "49534F", true),
                        "000D" + "6000120034" + "49534F" + "010203",
                        "000D" + "6000340012" + "49534F" + "010203"),
                Arguments.of(
                        "a header that is another in an answer",
                        framing(Length.ASCII_4, false, "", "49534F", false),
                        "30303036" + "49534F" + "010203",
                        "30303036" + "414243" + "010203"));
    }

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

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void message_sent_hasItsForm(String name, Framing framing, String sent, String answered) {
        assertThat(Frames.frame(framing, new byte[] {1, 2, 3})).asHexString().isEqualTo(sent);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void message_answered_isReadOneByteAtATimeAndTwiceInOneSegment(
            String name, Framing framing, String sent, String answered) {
        EmbeddedChannel channel = channel(framing);
        byte[] bytes = HEX.parseHex(answered);
        for (byte one : bytes) {
            boolean ignored = channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {one}));
        }
        boolean ignored = channel.writeInbound(Unpooled.wrappedBuffer(bytes, bytes));

        assertThat(read(channel))
                .hasSize(3)
                .allSatisfy(frame -> assertThat(frame).containsExactly(1, 2, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "0008600034001301 0203, TPDU of another",
        "0008600012003401 0203, our own TPDU",
    })
    void frame_withATpduThatIsNotTheHosts_isForeignAndTheNextIsRead(String hex, String what) {
        EmbeddedChannel channel = channel(framing(Length.BINARY_2, false, "6000120034", "", false));
        byte[] bytes = HEX.parseHex(hex.replace(" ", "") + "0006600034001207");

        boolean some = channel.writeInbound(Unpooled.wrappedBuffer(bytes));

        assertThat(some).isTrue();
        assertThat(channel.<Object>readInbound()).as(what).isInstanceOf(Frames.Foreign.class);
        assertThat(channel.<byte[]>readInbound()).containsExactly(7);
    }

    @Test
    void frame_withAnotherHeaderWhereItMustBeTheSame_isForeign() {
        EmbeddedChannel channel = channel(framing(Length.BINARY_2, false, "", "49534F", true));

        boolean some = channel.writeInbound(Unpooled.wrappedBuffer(HEX.parseHex("000449535007")));

        assertThat(some).isTrue();
        Object foreign = channel.readInbound();
        assertThat(foreign).isInstanceOf(Frames.Foreign.class);
        assertThat(((Frames.Foreign) foreign).bytes()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"BINARY_2, false, 0000", "BINARY_2, true, 0002", "BINARY_2, true, 0000", "ASCII_4, true, 30303034"})
    void length_thatCountsNothing_isASignOfLife(Length length, boolean inclusive, String hex) {
        EmbeddedChannel channel = channel(framing(length, inclusive, "", "", false));

        boolean some = channel.writeInbound(Unpooled.wrappedBuffer(HEX.parseHex(hex + hex)));

        assertThat(some).isFalse();
        assertThat(channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "BINARY_2, false, 6000120034, 0005 6000340012, only a TPDU",
        "BINARY_2, true, '', 0001, less than itself",
        "BINARY_2, false, '', 7F00 01, above the limit",
        "ASCII_4, false, '', 30303A31 01, no digit",
        "ASCII_4, false, '', 2D303031 01, a sign",
        "ASCII_4, false, '', 39393939 01, above the limit",
    })
    void length_thatCannotBe_breaksTheConnection(
            Length length, boolean inclusive, String tpdu, String hex, String what) {
        EmbeddedChannel channel = channel(framing(length, inclusive, tpdu, "", false));
        byte[] bytes = HEX.parseHex(hex.replace(" ", ""));

        assertThatExceptionOfType(DecoderException.class)
                .as(what)
                .isThrownBy(() -> channel.writeInbound(Unpooled.wrappedBuffer(bytes)));
    }

    @Test
    void frame_oneByteAtATime_isRead() {
        EmbeddedChannel channel = channel(PLAIN);

        for (byte one : framed(new byte[] {1, 2, 3})) {
            boolean ignored = channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {one}));
        }

        assertThat(read(channel)).singleElement().isEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    void frames_fiftyInOneSegment_areAllRead() {
        EmbeddedChannel channel = channel(PLAIN);
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
        EmbeddedChannel channel = channel(PLAIN);

        boolean read = channel.writeInbound(Unpooled.wrappedBuffer(framed(new byte[0], new byte[] {7}, new byte[0])));

        assertThat(read).isTrue();
        assertThat(read(channel)).singleElement().isEqualTo(new byte[] {7});
    }

    @Test
    void frame_aboveTheLimit_breaksTheConnection() {
        EmbeddedChannel channel = channel(PLAIN);

        assertThatExceptionOfType(DecoderException.class)
                .isThrownBy(() -> channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {0x7F, 0x00, 1})));
    }

    @Test
    void frame_ofTheLimit_isRead() {
        EmbeddedChannel channel = channel(PLAIN);

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

    private List<byte[]> cut(byte[] bytes, Random chance) {
        EmbeddedChannel channel = channel(PLAIN);
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
