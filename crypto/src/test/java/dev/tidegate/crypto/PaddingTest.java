package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PaddingTest {
    @ParameterizedTest
    @CsvSource({"0, 256", "1, 256", "255, 256", "256, 512", "511, 512", "512, 1024", "4096, 8192", "8191, 8192"})
    void pad_contentOfALength_fillsTheNextSize(int content, int size) {
        byte[] bytes = new byte[content];
        Arrays.fill(bytes, (byte) 0x80);

        byte[] padded = Padding.pad(bytes);

        assertThat(padded).hasSize(size);
        assertThat(padded[content]).isEqualTo((byte) 0x80);
        assertThat(Padding.unpad(padded)).isEqualTo(bytes);
    }

    @Test
    void pad_moreThanAnyBody_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Padding.pad(new byte[8_192]));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "128, 0", "255, 10", "257, 10", "768, 700", "16384, 9000", "512, 255", "512, 10", "8192, 4095"})
    void unpad_anotherSizeThanPadMakes_isRefused(int size, int mark) {
        byte[] padded = new byte[size];
        if (mark < size) {
            padded[mark] = (byte) 0x80;
        }

        assertThatThrownBy(() -> Padding.unpad(padded))
                .isInstanceOf(Rejection.class)
                .hasMessage("BAD_PADDING");
    }

    @Test
    void unpad_withoutItsMark_isRefused() {
        byte[] other = new byte[256];
        other[255] = 1;

        assertThatThrownBy(() -> Padding.unpad(new byte[256])).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> Padding.unpad(other)).isInstanceOf(Rejection.class);
    }
}
