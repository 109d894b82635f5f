package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PinHashTest {
    private final SecureRandom chance = new SecureRandom();

    @Test
    void pin_kept_isFoundAgainAndNoOther() {
        PinHash kept = PinHash.of("483920".toCharArray(), chance);

        assertThat(kept.matches("483920".toCharArray())).isTrue();
        assertThat(kept.matches("483921".toCharArray())).isFalse();
    }

    @Test
    void pin_keptTwice_hasTwoSalts() {
        PinHash one = PinHash.of("483920".toCharArray(), chance);
        PinHash other = PinHash.of("483920".toCharArray(), chance);

        assertThat(one.salt()).isNotEqualTo(other.salt());
        assertThat(one.hash()).isNotEqualTo(other.hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "48392", "4839201746281", "48392a", "000000", "123456", "987654", "٤٨٣٩٢٠"})
    void pin_thatIsNone_isRefusedAndNotRepeated(String pin) {
        assertThat(PinHash.fits(pin.toCharArray())).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PinHash.of(pin.toCharArray(), chance))
                .withMessageNotContaining(pin.isEmpty() ? "none of it" : pin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"483920", "483920174628", "112233", "123457"})
    void pin_ofSixToTwelveDigits_fits(String pin) {
        assertThat(PinHash.fits(pin.toCharArray())).isTrue();
    }

    @Test
    void digest_ofTextsCutElsewhere_isAnother() {
        assertThat(TextDigest.of("ab", "c")).isNotEqualTo(TextDigest.of("a", "bc"));
    }
}
