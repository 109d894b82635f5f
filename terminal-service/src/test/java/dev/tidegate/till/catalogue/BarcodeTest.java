package dev.tidegate.till.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BarcodeTest {
    private static final List<BarcodePattern> SHOP =
            List.of(new BarcodePattern("21IIIIIWWWWWC"), new BarcodePattern("22IIIIIVPPPPC"));

    @ParameterizedTest
    @CsvSource({"9521201000008, 9521201000008", "96385074, 96385074", "036000291452, 0036000291452"})
    void parse_aCodeOfGoods_isItsNumber(String text, String code) {
        assertThat(Barcode.parse(text, SHOP)).isEqualTo(new Barcode.Plain(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "9521201000009",
                "952120100000",
                "96385075",
                "95212010000081",
                "952120100000x",
                "٩٥٢١٢٠١٠٠٠٠٠٨",
                " 9521201000008",
                "036000291453"
            })
    void parse_whatIsNoneOrWasReadWrong_isUnreadable(String text) {
        assertThat(Barcode.parse(text, SHOP)).isEqualTo(new Barcode.Unreadable());
    }

    @Test
    void parse_aWeightInside_isItsGrams() {
        assertThat(Barcode.parse(withCheck("211000101234"), SHOP)).isEqualTo(new Barcode.Weighed("2110001", 1_234));
    }

    @Test
    void parse_aPriceInside_isItsMinorUnitsBehindItsOwnCheck() {
        assertThat(Barcode.parse(withCheck("220000590450"), SHOP)).isEqualTo(new Barcode.Priced("2200005", 450));
    }

    @Test
    void parse_nothingInside_isUnreadable() {
        assertThat(Barcode.parse(withCheck("211000100000"), SHOP)).isEqualTo(new Barcode.Unreadable());
    }

    @Test
    void parse_aShopsCodeWithoutAPattern_isANumber() {
        String code = withCheck("250000112345");

        assertThat(Barcode.parse(code, SHOP)).isEqualTo(new Barcode.Plain(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "31IIIIIWWWWWC", "21IIIIIWWWWW", "21IIIIIXXXXXC", "21WWWWWIIIIIC", "2IIIIIIWWWWWC"})
    void pattern_thatIsNone_isNamed(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> new BarcodePattern(pattern));
    }

    @Test
    void parse_anyDigitWrong_isNeverRead() {
        Random chance = new Random(20_261_123);
        for (int round = 0; round < 2_000; round++) {
            long digits = 1_000_000_000_000L + chance.nextLong(1_000_000_000_000L);
            String code = withCheck(Long.toString(digits).substring(1));
            int at = chance.nextInt(code.length());
            char wrong = (char) ('0' + (code.charAt(at) - '0' + 1 + chance.nextInt(9)) % 10);
            String misread = code.substring(0, at) + wrong + code.substring(at + 1);

            assertThat(Barcode.canonical(code)).isEqualTo(code);
            assertThat(Barcode.canonical(misread))
                    .as("round %s: %s", round, misread)
                    .isNull();
        }
    }

    @Test
    void parse_anything_isAnswered() {
        Random chance = new Random(20_261_123);
        String signs = "0123456789012345678901234567890123456789 -IWPC\n\0é٣😀";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = chance.nextInt(20);
            for (int i = 0; i < length; i++) {
                text.append(signs.charAt(chance.nextInt(signs.length())));
            }
            Barcode read = Barcode.parse(text.toString(), SHOP);

            boolean shaped = text.toString().matches("[0-9]{8}|[0-9]{12,13}");
            assertThat(read instanceof Barcode.Unreadable || shaped)
                    .as("round %s: %s", round, text)
                    .isTrue();
        }
    }

    private static String withCheck(String digits) {
        for (char check = '0'; check <= '9'; check++) {
            if (Barcode.canonical(digits + check) != null) {
                return digits + check;
            }
        }
        throw new AssertionError("no check digit");
    }
}
