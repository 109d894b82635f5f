package dev.tidegate.core.card;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PanTest {
    private static final String VISA = "4761739001010119";

    @Test
    void toString_aVisaNumber_showsBrandAndLastFour() {
        assertThat(pan(VISA)).hasToString("VISA ****0119");
    }

    @ParameterizedTest
    @CsvSource({
        "4761739001010119, VISA",
        "5413330089010012, MASTERCARD",
        "2223000048400011, MASTERCARD",
        "374245455400126, AMERICAN_EXPRESS",
        "3566002020360505, JCB",
        "6250941006528599, UNIONPAY",
        "6011000990139424, DISCOVER",
    })
    void masked_aPublishedTestNumber_namesItsBrand(String digits, Brand brand) {
        assertThat(pan(digits).masked().brand()).isEqualTo(brand);
    }

    @Test
    void of_aWrongCheckDigit_isRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> pan("4761739001010118"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("4761");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "47617390010", "47617390010101190000", "4761 7390 0101 0119", "476173900101011D"})
    void of_wrongLengthOrCharacters_isRefused(String text) {
        assertThatThrownBy(() -> pan(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void digits_changedByTheCaller_leaveTheNumberAlone() {
        Pan pan = pan(VISA);

        pan.digits()[0] = '9';

        assertThat(pan.digits()).isEqualTo(VISA.getBytes(US_ASCII));
    }

    @Test
    void wipe_aNumber_keepsOnlyItsMask() {
        Pan pan = pan(VISA);

        pan.wipe();

        assertThat(pan.masked().lastFour()).isEqualTo("0119");
        assertThatThrownBy(pan::digits).isInstanceOf(IllegalStateException.class);
    }

    private static Pan pan(String digits) {
        return Pan.of(digits.getBytes(US_ASCII));
    }
}
