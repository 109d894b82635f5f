package dev.tidegate.core.card;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CardWordsTest {
    @Test
    void expiryDate_asYearMonth_hasFourDigits() {
        assertThat(new ExpiryDate(2030, 2).yearMonth()).isEqualTo("3002");
    }

    @Test
    void expiryDate_toString_isMasked() {
        assertThat(new ExpiryDate(2030, 12)).hasToString("ExpiryDate[masked]");
    }

    @Test
    void expiryDate_monthThirteen_isRefused() {
        assertThatThrownBy(() -> new ExpiryDate(2030, 13)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"00, 2000", "49, 2049", "50, 1950", "99, 1999"})
    void expiryDate_ofTwoDigits_isOfTheBooksCentury(int twoDigits, int year) {
        assertThat(ExpiryDate.of(twoDigits, 12)).isEqualTo(new ExpiryDate(year, 12));
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "100, 1", "30, 0"})
    void expiryDate_ofDigitsThatAreNone_isRefused(int twoDigits, int month) {
        assertThatThrownBy(() -> ExpiryDate.of(twoDigits, month)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void expiryDate_ofTheLastCentury_isOver() {
        assertThat(ExpiryDate.of(99, 12).isOver(LocalDate.of(2026, 11, 23))).isTrue();
        assertThat(ExpiryDate.of(26, 11).isOver(LocalDate.of(2026, 11, 30))).isFalse();
        assertThat(ExpiryDate.of(26, 11).isOver(LocalDate.of(2026, 12, 1))).isTrue();
    }

    @Test
    void ksn_elevenBytes_isRefused() {
        assertThatThrownBy(() -> new Ksn(Octets.of(new byte[11]))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void maskedPan_fiveDigits_isRefused() {
        assertThatThrownBy(() -> new MaskedPan(Brand.VISA, "12345")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void octets_sliceAndPlus_giveTheWholeAgain() {
        Octets whole = Octets.ofHex("00112233445566");

        assertThat(whole.slice(0, 3).plus(whole.slice(3, 7))).isEqualTo(whole);
    }

    @Test
    void octets_toString_namesTheLengthAlone() {
        assertThat(Octets.ofHex("C0FFEE")).hasToString("Octets[3]");
    }

    @Test
    void octets_oddHex_isRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> Octets.ofHex("47617")).hasMessageNotContaining("47617");
    }

    @Test
    void octets_arrayChangedAfterwards_stayTheSame() {
        byte[] bytes = {1, 2, 3};
        Octets octets = Octets.of(bytes);

        bytes[0] = 9;

        assertThat(octets.at(0)).isEqualTo(1);
    }

    @Test
    void clearCard_closed_hasWipedNumberAndTrack() {
        Pan pan = Pan.of("4761739001010119".getBytes(US_ASCII));
        Track2 track = Track2.of("4761739001010119D30122011".getBytes(US_ASCII));
        ClearCard card = new ClearCard(pan, new ExpiryDate(2030, 12), 1, track);

        card.close();

        assertThat(track.characters()).containsOnly((byte) 0);
        assertThatThrownBy(pan::digits).isInstanceOf(IllegalStateException.class);
    }
}
