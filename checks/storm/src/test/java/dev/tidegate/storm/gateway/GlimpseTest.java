package dev.tidegate.storm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Messages written by hand, field by field. */
class GlimpseTest {
    /** 0200 with fields 2, 3, 4, 11, 25, 35, 37, 41. */
    private static final String SALE = "0200" + "7020008028800000" + "16" + "4761739001010119" + "000000"
            + "000000001250" + "000042" + "00" + "37" + "04761739001010119D30121010000000000000"
            + hex("632700000042") + hex("TILL0001");

    @Test
    void glimpse_ofASale_hasItsNumbers() {
        Glimpse sale = Glimpse.of(HexFormat.of().parseHex(SALE));

        assertThat(sale.type()).isEqualTo("0200");
        assertThat(sale.amount()).isEqualTo(1_250);
        assertThat(sale.text(11)).isEqualTo("000042");
        assertThat(sale.text(37)).isEqualTo("632700000042");
        assertThat(sale.text(41)).isEqualTo("TILL0001");
    }

    @Test
    void glimpse_ofASale_tellsNoCardNumber() {
        Glimpse sale = Glimpse.of(HexFormat.of().parseHex(SALE));

        assertThat(sale.fields()).doesNotContainKeys(2, 35);
        assertThat(sale).hasToString("0200 TILL0001/000042 of 1250");
    }

    @Test
    void glimpse_ofARepeat_isOne() {
        assertThat(Glimpse.of(HexFormat.of().parseHex("0221" + "0000000000000000"))
                        .isRepeat())
                .isTrue();
        assertThat(Glimpse.of(HexFormat.of().parseHex("0220" + "0000000000000000"))
                        .isRepeat())
                .isFalse();
    }

    @Test
    void glimpse_ofAnEcho_isOfTheNetwork() {
        assertThat(Glimpse.of(HexFormat.of().parseHex("0800" + "0000000000000000"))
                        .isNetwork())
                .isTrue();
    }

    private static String hex(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
