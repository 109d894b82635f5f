package dev.tidegate.crypto.payment;

import static dev.tidegate.crypto.payment.PaymentSamples.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Lengths of optional blocks, where libraries read X9.143 in two ways. */
final class OptionalBlockTest {
    @Test
    void text_dataThatFits_hasTheShortForm() {
        assertThat(new OptionalBlock("KS", "00604B120F9292800000").text()).isEqualTo("KS1800604B120F9292800000");
    }

    @Test
    void text_longestOfTheShortForm_isReadAgain() {
        OptionalBlock block = new OptionalBlock("CT", "x".repeat(251));

        assertThat(block.text()).startsWith("CTFFxxx");
        assertThat(OptionalBlock.read(block.text(), 0)).isEqualTo(new OptionalBlock.Found(block, 255));
    }

    // X9.143:2021, 8.5: CT 00 04 0500 for a block of 1,280 characters.
    @Test
    void text_longerData_hasTheFormOfTheSamples() {
        OptionalBlock block = new OptionalBlock("CT", "x".repeat(0x500 - 10));

        assertThat(block.text()).startsWith("CT00040500xxx").hasSize(0x500);
        assertThat(OptionalBlock.read(block.text(), 0)).isEqualTo(new OptionalBlock.Found(block, 0x500));
    }

    // How psec and moov write a block of 266 characters: the 02 counts bytes.
    @Test
    void read_extendedLengthInBytes_isRefused() {
        assertThat(refusal("KS0002010A" + "x".repeat(256))).isEqualTo("OPTIONAL_BLOCK");
    }

    @Test
    void read_otherLengthsOfTheLength_areRefused() {
        for (String head :
                new String[] {"KS0000", "KS000110", "KS0002FF", "KS0003123", "KS0006000108", "KS00080000010A"}) {
            assertThat(refusal(head + "x".repeat(300))).as(head).isEqualTo("OPTIONAL_BLOCK");
        }
    }

    @Test
    void read_lengthThatDoesNotHoldItsOwnHead_isRefused() {
        for (String head : new String[] {"KS01", "KS02", "KS03", "KS00040000", "KS00040009"}) {
            assertThat(refusal(head + "x".repeat(20))).as(head).isEqualTo("OPTIONAL_BLOCK");
        }
    }

    @Test
    void read_lengthBeyondTheText_isRefused() {
        assertThat(refusal("KS18006")).isEqualTo("OPTIONAL_BLOCK");
        assertThat(refusal("KS0004FFFF")).isEqualTo("OPTIONAL_BLOCK");
        assertThat(refusal("KS")).isEqualTo("OPTIONAL_BLOCK");
        assertThat(refusal("KS0")).isEqualTo("OPTIONAL_BLOCK");
        assertThat(refusal("KS000")).isEqualTo("OPTIONAL_BLOCK");
        assertThat(refusal("KS0004F")).isEqualTo("OPTIONAL_BLOCK");
    }

    @Test
    void read_lengthInLowerCaseOrNoHex_isRefused() {
        assertThat(refusal("KS0a123456")).isEqualTo("OPTIONAL_BLOCK");
        assertThat(refusal("KS0G123456")).isEqualTo("OPTIONAL_BLOCK");
    }

    @Test
    void read_nameOfOtherCharacters_isRefused() {
        assertThat(refusal("k 0612")).isEqualTo("OPTIONAL_BLOCK");
    }

    @Test
    void new_dataThatCannotBePrinted_isTheCallersMistake() {
        assertThatThrownBy(() -> new OptionalBlock("KS", "\u00e9")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OptionalBlock("K", "")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String refusal(String text) {
        return codeOf(() -> OptionalBlock.read(text, 0));
    }
}
