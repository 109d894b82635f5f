package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Pan;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class CardHashTest {
    private static final Pan CARD = pan("4761739001010119");
    private static final Pan OTHER = pan("5413330089010012");

    private final CardHash hash = CardHash.fresh(new SecureRandom());

    @Test
    void of_oneCard_isTheSameEachTime() {
        assertThat(hash.of(CARD)).isEqualTo(hash.of(pan("4761739001010119")));
        assertThat(hash.of(CARD).length()).isEqualTo(32);
    }

    @Test
    void of_twoCards_differs() {
        assertThat(hash.of(CARD)).isNotEqualTo(hash.of(OTHER));
    }

    @Test
    void of_oneCardInAnotherProcess_differs() {
        assertThat(CardHash.fresh(new SecureRandom()).of(CARD)).isNotEqualTo(hash.of(CARD));
    }

    private static Pan pan(String digits) {
        return Pan.of(digits.getBytes(StandardCharsets.US_ASCII));
    }
}
