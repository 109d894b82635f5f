package dev.tidegate.emv.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.emv.testcard.Hex;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SliceTest {
    @Test
    void slice_ofASlice_showsThePart() {
        Slice whole = Hex.slice("0011223344556677");

        assertThat(Hex.of(whole.slice(2, 6).slice(1, 3))).isEqualTo("3344");
    }

    @Test
    void slice_beyondItsEnd_isRefused() {
        Slice part = Hex.slice("00112233").slice(1, 3);

        assertThatThrownBy(() -> part.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.slice(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Slice.of(new byte[2], 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void slice_ofAWipedArray_showsZeros() {
        byte[] array = Hex.bytes("A1B2C3");
        Slice slice = Slice.of(array);

        Arrays.fill(array, (byte) 0);

        assertThat(Hex.of(slice)).isEqualTo("000000");
    }

    @Test
    void wipe_ofAPart_leavesTheRest() {
        byte[] array = Hex.bytes("A1B2C3D4");

        Slice.of(array).slice(1, 3).wipe();

        assertThat(Hex.of(array)).isEqualTo("A10000D4");
    }

    @Test
    void nibble_ofEachHalf_isADigit() {
        Slice slice = Hex.slice("4D7F");

        assertThat(slice.nibble(0)).isEqualTo(4);
        assertThat(slice.nibble(1)).isEqualTo(0xD);
        assertThat(slice.nibble(3)).isEqualTo(0xF);
    }

    @Test
    void number_ofFourBytes_isUnsigned() {
        assertThat(Hex.slice("FFFFFFFF").number()).isEqualTo(4_294_967_295L);
        assertThat(Hex.slice("").number()).isZero();
        assertThatThrownBy(() -> Hex.slice("0011223344").number()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isSameAs_sameBytesElsewhere_isTrue() {
        Slice one = Hex.slice("AA1122").slice(1, 3);

        assertThat(one.isSameAs(Hex.slice("1122"))).isTrue();
        assertThat(one.isSameAs(Hex.slice("112233"))).isFalse();
    }

    @Test
    void toString_ofCardData_showsNone() {
        assertThat(Hex.slice("4761739001010119").toString()).isEqualTo("Slice[8]");
    }
}
