package dev.tidegate.emv.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Track2;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.testcard.Objects;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CardIdentityTest {
    private static final String PAN = "4761739001010119";

    @Test
    void of_wholeCard_hasEverything() {
        CardObjects objects = Objects.card("5A", PAN, "5F24", "301231", "5F34", "01", "57", PAN + "D3012201000001230F");

        try (ClearCard card = CardIdentity.of(objects)) {
            Track2 track2 = card.track2();

            assertThat(text(card.pan().digits())).isEqualTo(PAN);
            assertThat(card.expiry().yearMonth()).isEqualTo("3012");
            assertThat(card.panSequence()).isEqualTo(1);
            assertThat(track2).isNotNull();
            assertThat(track2 == null ? "" : text(track2.characters())).isEqualTo(PAN + "D3012201000001230");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FF", "FFFFFF"})
    void of_trackFilledUp_isItsCharacters(String filler) {
        String track = PAN + "D3012201000001230";

        try (ClearCard card = CardIdentity.of(Objects.card("5A", PAN, "5F24", "301231", "57", track + "F" + filler))) {
            Track2 track2 = card.track2();

            assertThat(track2 == null ? "" : text(track2.characters())).isEqualTo(track);
        }
    }

    @Test
    void of_cardWithoutTrackAndSequence_hasNone() {
        try (ClearCard card = CardIdentity.of(Objects.card("5A", PAN, "5F24", "301231"))) {
            assertThat(card.track2()).isNull();
            assertThat(card.panSequence()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"374245455400126F, 374245455400126", "4761739001010119FFFF, 4761739001010119"})
    void of_numberFilledUp_isItsDigits(String value, String digits) {
        try (ClearCard card = CardIdentity.of(Objects.card("5A", value, "5F24", "301231"))) {
            assertThat(text(card.pan().digits())).isEqualTo(digits);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "FFFFFFFFFFFFFFFF", "4761739001010118", "476173900101F119", "47617390", "4761A39001010119"})
    void of_numberThatIsNone_isRefused(String value) {
        CardObjects objects = Objects.card("5A", value, "5F24", "301231");

        assertThatThrownBy(() -> CardIdentity.of(objects))
                .isInstanceOf(MalformedCardDataException.class)
                .hasMessageNotContaining("4761");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FF", "4761739001010119D", "4761739001010119B30122010", "476173900101011D93012201"})
    void of_trackThatIsNone_isRefused(String track) {
        String whole = track.length() % 2 == 0 ? track : track + "F";
        CardObjects objects = Objects.card("5A", PAN, "5F24", "301231", "57", whole);

        if (track.equals("4761739001010119D")) {
            // Nothing but number and separator is still of the form.
            CardIdentity.of(objects).close();
        } else {
            assertThatThrownBy(() -> CardIdentity.of(objects)).isInstanceOf(MalformedCardDataException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"5F24, 301331", "5F24, 3012", "5F34, 0101", "5F34, 0A"})
    void of_valueOfAnotherForm_isRefused(String tag, String value) {
        CardObjects objects = tag.equals("5F24")
                ? Objects.card("5A", PAN, tag, value)
                : Objects.card("5A", PAN, "5F24", "301231", tag, value);

        assertThatThrownBy(() -> CardIdentity.of(objects)).isInstanceOf(MalformedCardDataException.class);
    }

    @Test
    void of_expiryOfTheLastCentury_isOfTheLastCentury() {
        try (ClearCard card = CardIdentity.of(Objects.card("5A", PAN, "5F24", "991231"))) {
            assertThat(card.expiry()).isEqualTo(new ExpiryDate(1999, 12));
        }
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
