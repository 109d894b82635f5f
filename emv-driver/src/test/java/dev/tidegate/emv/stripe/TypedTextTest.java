package dev.tidegate.emv.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TypedTextTest {
    private static final int CASES = 100_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4761739001010119",
                "4761 7390 0101 0119",
                "4761-7390-0101-0119",
                "374245455400126",
                "3742 454554 00126",
                "6250941006528599",
                "2223000048400011",
                "note: 4761739001010119 12/30",
                "4761 7390 0101 0119 12 30",
                "12 4761739001010119",
                "the card is 5413330089010012, thanks",
                "%B4761739001010119^TIDE/GATE^30122010000000000123?",
                "%b4761739001010119^tide/gate^3012",
                ";4761739001010119=30122010000012300000?",
                "4761739001010119D3012201",
                "%B4761739001010119^TIDE/GATE^30122010000000000123?;4761739001010119=30122010000012300000?",
                "oops;4012345678909=3012201?",
                ";1234567890123456=3012?",
            })
    void holdsCard_cardDataAnywhere_isTrue(String text) {
        assertThat(TypedText.holdsCard(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12.50",
                "4006381333931",
                "04012345678909",
                "4012345678909",
                "00340123450000000018",
                "4761739001010118",
                "9999999999999994",
                "47617390010101190000",
                "4761  7390  0101  0119",
                "4761.7390.0101.0119",
                "2026-11-22 20:40:24",
                "+49 30 1234567890",
                "DE02 1203 0000 0000 2020 51",
                "=3012",
                "12345678901=3012",
                "B^",
                "%B^NAME^3012?",
            })
    void holdsCard_otherText_isFalse(String text) {
        assertThat(TypedText.holdsCard(text)).isFalse();
    }

    @Test
    void holdsCard_numberInAnyText_isFound() {
        SplittableRandom random = new SplittableRandom(33);
        for (int i = 0; i < CASES; i++) {
            String before = letters(random);
            String after = letters(random);
            assertThat(TypedText.holdsCard(before + "4761739001010119" + after)).isTrue();
        }
        System.out.println("typed text: " + CASES + " texts with a number, seed 33");
    }

    @Test
    void holdsCard_barCodes_areNever() {
        SplittableRandom random = new SplittableRandom(13);
        for (int i = 0; i < CASES; i++) {
            StringBuilder code = new StringBuilder();
            int digits = random.nextInt(8, 15);
            for (int d = 0; d < digits; d++) {
                code.append((char) ('0' + random.nextInt(10)));
            }
            assertThat(TypedText.holdsCard(code)).as(code.toString()).isFalse();
        }
    }

    @Test
    void holdsCard_randomText_isAlwaysAnAnswer() {
        SplittableRandom random = new SplittableRandom(99);
        String signs = "0123456789 -=D^B%;?x";
        int found = 0;
        for (int i = 0; i < CASES; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            found += TypedText.holdsCard(text) ? 1 : 0;
        }
        assertThat(found).isLessThan(CASES / 100);
    }

    private static String letters(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(10); length > 0; length--) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
