package dev.tidegate.simulator.acquirer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BitmapTest {
    @Test
    void write_onlyLowFields_isEightBytes() {
        assertThat(Bitmap.write(Set.of(2, 3, 64))).isEqualTo("6000000000000001");
    }

    @Test
    void write_aFieldAbove64_setsBitOneAndAddsEightBytes() {
        assertThat(Bitmap.write(Set.of(7, 90))).isEqualTo("8200000000000000" + "0000004000000000");
    }

    @Test
    void read_both_givesNumbersInOrder() {
        var in = new HexReader("82000000" + "00000001" + "0000004000000000");

        assertThat(Bitmap.read(in)).isEqualTo(List.of(7, 64, 90));
    }

    @Test
    void read_emptySecond_isRefused() {
        var in = new HexReader("8200000000000000" + "0".repeat(16));

        assertThatThrownBy(() -> Bitmap.read(in)).hasMessage("secondary bitmap is empty");
    }

    @Test
    void read_missingSecond_isRefused() {
        var in = new HexReader("8200000000000000");

        assertThatThrownBy(() -> Bitmap.read(in)).isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void read_bit65_isReportedAsAField() {
        var in = new HexReader("8000000000000000" + "8000000000000000");

        assertThat(Bitmap.read(in)).isEqualTo(List.of(65));
    }
}
