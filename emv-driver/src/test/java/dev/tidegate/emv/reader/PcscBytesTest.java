package dev.tidegate.emv.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PC/SC says in bytes and codes, without a service. */
final class PcscBytesTest {
    private static final int CASES = 100_000;

    @Test
    void names_oneAfterTheOther_areRead() {
        assertThat(PcscContext.names(ascii("One reader 00 00\0Other 01 00\0\0")))
                .containsExactly("One reader 00 00", "Other 01 00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "\0\0", "no end", "\0behind the end\0"})
    void names_ofNoReader_areNone(String multiString) {
        assertThat(PcscContext.names(ascii(multiString))).isEmpty();
    }

    @Test
    void names_randomBytes_areAlwaysRead() {
        SplittableRandom random = new SplittableRandom(20_261);
        long names = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) (random.nextInt(4) == 0 ? 0 : random.nextInt());
            }
            names += PcscContext.names(bytes).size();
        }
        System.out.println("pcsc names: " + CASES + " lists, seed 20261, " + names + " names");
        assertThat(names).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "00000000, OK",
        "8010000A, TIME_UP",
        "8010000C, NO_CARD",
        "80100069, NO_CARD",
        "80100066, MUTE",
        "8010000B, BUSY",
        "80100016, NOT_TRANSACTED",
        "80100009, NO_READER",
        "8010002E, NO_READER",
        "8010001D, NO_SERVICE",
        "8010001E, NO_SERVICE",
        "80100001, REFUSED",
        "8010006A, REFUSED",
        "00000001, REFUSED",
    })
    void of_codeOfTheService_saysWhatToDo(String code, PcscAnswer expected) {
        long value = Long.parseLong(code, 16);

        assertThat(PcscAnswer.of(value)).isEqualTo(expected);
        assertThat(PcscAnswer.of(value | 0xFFFF_FFFF_0000_0000L)).isEqualTo(expected);
    }

    @Test
    void isAfter_countThatGoesRound_isSeen() {
        assertThat(new PcscSlot(0x0000_0010L).isAfter(new PcscSlot(0xFFFF_0020L)))
                .isTrue();
        assertThat(new PcscSlot(0xFFFF_0020L).isAfter(new PcscSlot(0x0000_0010L)))
                .isFalse();
        assertThat(new PcscSlot(0x0003_0120L).isAfter(new PcscSlot(0x0003_0020L)))
                .as("another program took the same card")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3B80800101", "3B8180018080", "3B8880014A434F50763234315E"})
    void isOfProcessorCard_answerWithItsSum_isTrue(String answer) {
        assertThat(ContactlessAnswer.isOfProcessorCard(Octets.ofHex(answer))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3B",
                "3B808001",
                "3B80800102",
                "3F80800105",
                "3B65000020639A6A00",
                "3B8080010100",
                "3B8180018000",
                "3B8F8001804F0CA000000306030001000000006A",
            })
    void isOfProcessorCard_otherAnswers_isFalse(String answer) {
        assertThat(ContactlessAnswer.isOfProcessorCard(Octets.ofHex(answer))).isFalse();
    }

    @Test
    void isOfProcessorCard_randomBytes_isAlwaysAnAnswer() {
        SplittableRandom random = new SplittableRandom(14_443);
        int accepted = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            byte[] head = {0x3B, (byte) (0x80 | Math.max(0, bytes.length - 5)), (byte) 0x80, 0x01};
            System.arraycopy(head, 0, bytes, 0, Math.min(head.length, bytes.length));
            accepted += ContactlessAnswer.isOfProcessorCard(Octets.of(bytes)) ? 1 : 0;
        }
        System.out.println("contactless answers: " + CASES + ", seed 14443, " + accepted + " accepted");
        assertThat(accepted).isBetween(1, CASES / 50);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
