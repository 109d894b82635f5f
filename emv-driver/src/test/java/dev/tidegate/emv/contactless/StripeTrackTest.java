package dev.tidegate.emv.contactless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Objects;
import dev.tidegate.emv.testcard.TestCard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which digit goes where, worked out by hand (EMV Contactless Book C-2, after COMPUTE CRYPTOGRAPHIC CHECKSUM). */
final class StripeTrackTest {
    private static final String HEAD = TestCard.MASTERCARD_PAN + "D3912201";
    private static final String TRACK = HEAD + "0000000000000F";

    @Test
    void filled_placesOfAll_areChecksumNumberCounterAndLength() {
        StripeTrack track = track(TRACK, "000E", "03F0", "02");

        byte[] filled = track.filled(54_321, 1_042, 1_234, false);

        assertThat(track.numberDigits()).isEqualTo(4);
        assertThat(Hex.of(filled)).isEqualTo(HEAD + "000" + "42" + "1234" + "321" + "4" + "F");
    }

    @Test
    void filled_holderVerifiedByTheDevice_isFiveMoreInTheLastPlace() {
        byte[] filled = track(TRACK, "000E", "03F0", "02").filled(54_321, 1_042, 1_234, true);

        assertThat(Hex.of(filled)).endsWith("3219F");
    }

    @Test
    void filled_placesApart_areFilledFromTheRight() {
        byte[] filled = track(TRACK, "1002", "0884", "01").filled(78, 9, 65, false);

        // p13 and p2 the checksum, p12 the counter, p8 and p3 the number.
        assertThat(Hex.of(filled)).isEqualTo(HEAD + "7900060000582F");
    }

    @Test
    void filled_shortChecksum_beginsWithZeros() {
        byte[] filled = track(TRACK, "007E", "0000", "00").filled(12, 0, 0, false);

        assertThat(Hex.of(filled)).isEqualTo(HEAD + "0000000000120F");
    }

    @Test
    void filled_trackOfEvenLength_keepsItsPlaces() {
        byte[] filled = track(HEAD + "12345678", "000E", "0000", "00").filled(999, 0, 0, false);

        assertThat(Hex.of(filled)).isEqualTo(HEAD + "12349990");
    }

    @ParameterizedTest
    @CsvSource({
        "03F0, 07, more digits of the counter than places",
        "1FFF, 04, nine digits of a number",
        "2000, 00, a place before the discretionary data"
    })
    void of_placesThatCannotBe_isRefused(String places, String counterDigits, String why) {
        assertThatThrownBy(() -> track(TRACK, "000E", places, counterDigits))
                .as(why)
                .isInstanceOf(MalformedCardDataException.class);
    }

    @ParameterizedTest
    @CsvSource({"5413330089010012, no separator", "5413330089010012D3912201, no discretionary data"})
    void of_trackThatIsNone_isRefused(String track, String why) {
        assertThatThrownBy(() -> track(track, "0000", "0000", "00"))
                .as(why)
                .isInstanceOf(MalformedCardDataException.class);
    }

    @ParameterizedTest
    @CsvSource({"0000000003F0, 02, true", "0000000003F0, 01, false", "000003F0, 02, false"})
    void of_track1_isOfOneMindWithTrack2(String places, String counterDigits, boolean agrees) {
        CardObjects card = objects(TRACK, "000E", "03F0", "02")
                .with(Objects.tag("56"), Hex.slice("42"))
                .with(Objects.tag("9F63"), Hex.slice(places))
                .with(Objects.tag("9F64"), Hex.slice(counterDigits));

        if (agrees) {
            assertThat(StripeTrack.of(card).numberDigits()).isEqualTo(4);
        } else {
            assertThatThrownBy(() -> StripeTrack.of(card)).isInstanceOf(MalformedCardDataException.class);
        }
    }

    @Test
    void toString_holdsNoDigit() {
        assertThat(track(TRACK, "000E", "03F0", "02")).hasToString("StripeTrack[19]");
    }

    private static StripeTrack track(String track, String checksum, String others, String counterDigits) {
        return StripeTrack.of(objects(track, checksum, others, counterDigits));
    }

    private static CardObjects objects(String track, String checksum, String others, String counterDigits) {
        return CardObjects.in(new CardMemory())
                .with(StripeTrack.TRACK, Hex.slice(track))
                .with(StripeTrack.CHECKSUM_PLACES, Hex.slice(checksum))
                .with(StripeTrack.OTHER_PLACES, Hex.slice(others))
                .with(StripeTrack.COUNTER_DIGITS, Hex.slice(counterDigits));
    }
}
