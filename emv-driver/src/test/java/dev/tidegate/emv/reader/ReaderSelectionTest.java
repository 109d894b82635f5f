package dev.tidegate.emv.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.emv.reader.ReaderSelection.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReaderSelectionTest {
    @ParameterizedTest
    @CsvSource({
        "VPCD, 35963",
        "VPCD, 0",
        "PCSC, Gemalto PC Twin Reader 00 00",
        "SERIAL, /dev/serial/by-id/usb-MagTek-if00",
        "HID, 0801:0002",
        "HID, 0acd:20FF",
    })
    void new_nameOfItsKind_isKept(Kind kind, String name) {
        assertThat(new ReaderSelection(kind, name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "VPCD, 65536",
        "VPCD, 999999",
        "VPCD, localhost:1",
        "VPCD, ''",
        "PCSC, ''",
        "PCSC, ' '",
        "SERIAL, COM1",
        "SERIAL, /dev/",
        "SERIAL, /etc/passwd",
        "HID, 801:2",
        "HID, 0801:000G",
        "HID, 08010002",
    })
    void new_nameOfAnotherKind_isRefused(Kind kind, String name) {
        assertThatThrownBy(() -> new ReaderSelection(kind, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(kind.name());
    }
}
