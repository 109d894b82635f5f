package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CardProfileTest {
    @ParameterizedTest
    @CsvSource({
        "chip-approves, VISA, ASKS_ISSUER, 0119",
        "chip-offline, MASTERCARD, AGREES_OFFLINE, 0012",
        "chip-declined, VISA, ASKS_ISSUER, 0010",
        "chip-refuses, MASTERCARD, REFUSES, 0029"
    })
    void card_ofTheDrawer_isAsItsNameSays(String name, Scheme scheme, Behaviour behaviour, String lastFour) {
        CardProfile profile = Cards.profile(name);

        assertThat(profile.scheme()).isEqualTo(scheme);
        assertThat(profile.behaviour()).isEqualTo(behaviour);
        assertThat(profile.number().lastFour()).isEqualTo(lastFour);
        assertThat(profile.sequence()).isEqualTo("01");
    }

    @Test
    void number_ofEachCard_isOfItsScheme() {
        for (CardProfile profile : CardProfile.all()) {
            String first = profile.scheme() == Scheme.VISA ? "4" : "[25]";
            assertThat(profile.number().digits()).matches(first + "[0-9]+");
        }
    }

    @Test
    void number_ofEachCard_hasARightCheckDigit() {
        for (CardProfile profile : CardProfile.all()) {
            assertThat(luhn(profile.number().digits())).as(profile.name()).isZero();
        }
    }

    @Test
    void interchangeProfile_tellsAllButCombinedSignatures() {
        CardProfile profile = Cards.profile("chip-approves");

        // SDA 40, DDA 20, holder verification 10, risk management 08, issuer authentication 04, CDA 01.
        assertThat(profile.first().interchangeProfile(Face.CONTACT))
                .asHexString()
                .isEqualTo("7C00");
        assertThat(profile.withCombinedSignature().first().interchangeProfile(Face.CONTACT))
                .asHexString()
                .isEqualTo("7D00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Chip", "chip ", "../chip", "chip--x", "chip1"})
    void name_thatIsNoFileName_isRefused(String name) {
        CardProfile good = Cards.profile("chip-approves");

        assertThatThrownBy(() -> new CardProfile(
                        name, "", good.applications(), good.faces(), true, false, good.stripe(), good.faults()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "001", "0A"})
    void sequence_thatIsNotTwoDigits_isRefused(String sequence) {
        CardProfile good = Cards.profile("chip-approves");

        assertThatThrownBy(() -> new Holder(good.number(), sequence, "301231"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10;
    }
}
