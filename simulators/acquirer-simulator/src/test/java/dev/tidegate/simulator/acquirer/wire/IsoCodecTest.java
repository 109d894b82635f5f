package dev.tidegate.simulator.acquirer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.issuer.TestCard;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class IsoCodecTest {
    static Stream<Arguments> golden() {
        IsoMessage sale = Messages.sale();
        return Stream.of(
                Arguments.of(sale, GoldenMessages.SALE),
                Arguments.of(Messages.reversal(sale, "000003"), GoldenMessages.REVERSAL),
                Arguments.of(Messages.echo(), GoldenMessages.ECHO));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void encode_message_isTheGoldenBytes(IsoMessage message, String golden) {
        assertThat(HexFormat.of().withUpperCase().formatHex(GoldenMessages.CODEC.encode(message)))
                .isEqualTo(golden);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void decode_goldenBytes_isTheMessage(IsoMessage message, String golden) {
        assertThat(decode(golden)).isEqualTo(message);
    }

    @Test
    void decode_goldenAdvice_readsEveryField() {
        IsoMessage advice = decode(GoldenMessages.ADVICE);

        assertThat(advice.mti()).isEqualTo(new Mti("0220"));
        assertThat(advice.fields().keySet())
                .containsExactly(2, 3, 4, 7, 11, 12, 13, 14, 22, 23, 25, 37, 38, 39, 41, 42, 49, 55);
        assertThat(advice.text(37)).isEqualTo("632613000002");
    }

    @Test
    void decode_bytesLeftOver_isRefused() {
        assertThatThrownBy(() -> decode(GoldenMessages.SALE + "00"))
                .hasMessage("bytes are left over after the last field");
    }

    @Test
    void decode_everyTruncation_isRefused() {
        for (int length = 0; length < GoldenMessages.SALE.length(); length += 2) {
            String cut = GoldenMessages.SALE.substring(0, length);

            assertThatThrownBy(() -> decode(cut)).isInstanceOf(MalformedFrameException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"FF00, message type is not one of this dialect", "1200, message type is not one of this dialect"})
    void decode_otherMessageType_isRefused(String mti, String fault) {
        assertThatThrownBy(() -> decode(mti + GoldenMessages.SALE.substring(4))).hasMessage(fault);
    }

    @Test
    void decode_fieldOutsideTheTable_isRefused() {
        // Bit 5 is set besides 7 and 11.
        assertThatThrownBy(() -> decode("0800" + "0A20000000000000" + "000000000000" + "1122123000" + "000099"))
                .hasMessage("field 5 is not in the table");
    }

    @Test
    void encode_valueOfAnotherShape_isRefusedWithoutRepeatingIt() {
        IsoMessage spoiled = Messages.sale().with(4, "00000000012A");

        assertThatThrownBy(() -> GoldenMessages.CODEC.encode(spoiled))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field 4 may not hold this value");
    }

    @Test
    void encode_fieldOutsideTheTable_isRefused() {
        IsoMessage spoiled = Messages.sale().with(5, "000000000000");

        assertThatThrownBy(() -> GoldenMessages.CODEC.encode(spoiled)).hasMessage("field 5 is not in the table");
    }

    @Test
    void maskedHex_sale_starsTheCardAndKeepsTheRest() {
        String shown = GoldenMessages.CODEC.maskedHex(Messages.sale());

        assertThat(shown)
                .isEqualTo(GoldenMessages.SALE
                        .replace(GoldenMessages.PAN_FIELD, "16************0119")
                        .replace("11223012", "1122****"));
    }

    @Test
    void toString_sale_showsNoCardDigits() {
        assertThat(Messages.sale().toString())
                .contains("2=************0119")
                .doesNotContain(TestCard.APPROVES.pan)
                .doesNotContain("3012");
    }

    private static IsoMessage decode(String hex) {
        return GoldenMessages.CODEC.decode(HexFormat.of().parseHex(hex));
    }
}
