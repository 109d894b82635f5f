package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final Frame FRAME = new Frame(1_234_567_890_123L, 42, Octets.ofHex("0102030405060708090A"));

    private static @Nullable Frame decoded(byte[] bytes) {
        return Frame.decode(ByteBuffer.wrap(bytes), bytes.length - Frame.HEADER_BYTES);
    }

    @Test
    void encoded_lies_asItIsDrawn() {
        assertThat(FRAME.encode())
                .startsWith('T', 'G', 'F', '1', 0, 0, 0, 10, 0, 0, 0x01, 0x1F, 0x71, 0xFB, 0x04, 0xCB)
                .endsWith(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
                .hasSize(38);
    }

    @Test
    void decoded_is_whatWasEncoded() {
        assertThat(decoded(FRAME.encode())).isEqualTo(FRAME);
    }

    @Test
    void anyFlippedBit_behindTheMagic_isNoticed() {
        byte[] bytes = FRAME.encode();
        for (int bit = 8 * 8; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(decoded(flipped)).as("bit %s", bit).isNull();
        }
    }

    @Test
    void anotherLength_isNoticed() {
        byte[] bytes = FRAME.encode();

        assertThat(Frame.decode(ByteBuffer.wrap(bytes), 9)).isNull();
    }

    @Test
    void length_beyondARecord_isImpossible() {
        ByteBuffer header = ByteBuffer.allocate(Frame.HEADER_BYTES).putInt(4, JournalRecord.BYTES_MAX + 1);

        assertThat(Frame.lengthIn(header)).isZero();
    }

    @Test
    void length_belowZero_isImpossible() {
        ByteBuffer header = ByteBuffer.allocate(Frame.HEADER_BYTES).putInt(4, -1);

        assertThat(Frame.lengthIn(header)).isZero();
    }
}
