package dev.tidegate.emv.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.testcard.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileLocatorTest {
    @Test
    void read_twoEntries_areRecordsInTheirOrder() {
        FileLocator locator = FileLocator.read(Hex.slice("0801020110030300"));

        assertThat(locator.records())
                .containsExactly(
                        new FileLocator.Record(1, 1, true),
                        new FileLocator.Record(1, 2, false),
                        new FileLocator.Record(2, 3, false));
    }

    @Test
    void read_highestFile_isRead() {
        assertThat(FileLocator.read(Hex.slice("F0010100")).records())
                .containsExactly(new FileLocator.Record(30, 1, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "080101",
                "0801010008",
                "00010100",
                "F8010100",
                "09010100",
                "08000100",
                "08020100",
                "08010102",
                "08010141",
            })
    void read_impossibleLocator_isRefused(String hex) {
        assertThatThrownBy(() -> FileLocator.read(Hex.slice(hex))).isInstanceOf(MalformedCardDataException.class);
    }

    @Test
    void read_moreRecordsThanACardHas_isRefused() {
        assertThat(FileLocator.read(Hex.slice("08014000")).records()).hasSize(FileLocator.RECORDS_MAX);
        assertThatThrownBy(() -> FileLocator.read(Hex.slice("08014100")))
                .isInstanceOf(MalformedCardDataException.class);
        assertThatThrownBy(() -> FileLocator.read(Hex.slice("0801400010010100")))
                .isInstanceOf(MalformedCardDataException.class);
    }
}
