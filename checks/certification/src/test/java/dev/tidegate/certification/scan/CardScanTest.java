package dev.tidegate.certification.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardScanTest {
    private static final String NUMBER = "4761739001010119";
    private final CardScan scan = new CardScan(List.of(NUMBER));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "34373631373339303031303130313139, characters",
        "F4F7F6F1F7F3F9F0F0F1F0F1F0F1F1F9, EBCDIC",
        "33343337333633313337333333393330333033313330333133303331333133390A, hexadecimal digits",
        "4761739001010119, packed digits ending",
        "D04761739001010119FF, packed digits ending",
        "0476173900101011F9, 'packed digits, moved'"
    })
    void of_aFormOfANumber_isFound(String bytes, String form) throws IOException {
        Files.write(folder.resolve("it"), HexFormat.of().parseHex(bytes));

        assertThat(scan.of(folder).places())
                .anySatisfy(place -> assertThat(place)
                        .startsWith("it: " + form)
                        .endsWith("ending 0119")
                        .doesNotContain(NUMBER));
    }

    @Test
    void of_aMaskedNumber_isNotFound() throws IOException {
        Files.writeString(folder.resolve("it"), "************0119 476173******0119");

        assertThat(scan.of(folder)).isEqualTo(new CardScan.Result(1, List.of()));
    }

    @Test
    void of_manyZeros_areNoNumber() throws IOException {
        Files.write(folder.resolve("it"), new byte[64]);

        assertThat(new CardScan(List.of("4111111111111111")).of(folder).places())
                .isEmpty();
    }

    @Test
    void of_aFolderThatIsLeftOut_isNotRead() throws IOException {
        Path left = Files.createDirectories(folder.resolve("left"));
        Files.writeString(left.resolve("it"), NUMBER);

        assertThat(scan.of(folder, left)).isEqualTo(new CardScan.Result(0, List.of()));
    }

    @Test
    void of_aFolderInAFolder_isReadToo() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("a/b")).resolve("it"), "x" + NUMBER);

        assertThat(scan.of(folder).places()).hasSize(1);
    }
}
