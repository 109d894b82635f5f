package dev.tidegate.emv.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Objects;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Data object lists at random, by seed. */
final class RandomListTest {
    private static final int LISTS = 50_000;
    private static final long SEED = 54;
    private static final TlvSet TERMINAL = Objects.terminal(
            "9F02", "000000001250", "5F2A", "0978", "9A", "260314", "9F37", "01020304", "95", "8000008000");
    private static final CardObjects CARD = Objects.card("5A", "4761739001010119", "9F10", "06011203A00000");

    @Test
    void read_anyBytes_areAListOrMalformed() {
        SplittableRandom random = new SplittableRandom(SEED);
        int lists = 0;
        for (int i = 0; i < LISTS; i++) {
            byte[] bytes = new byte[random.nextInt(30)];
            random.nextBytes(bytes);
            try {
                DataObjectList list = DataObjectList.read(Slice.of(bytes));
                lists++;
                assertThat(list.fill(TERMINAL, CARD)).hasSize(list.valuesLength());
                assertThat(list.valuesLength()).isLessThanOrEqualTo(DataObjectList.VALUES_BYTES_MAX);
            } catch (MalformedCardDataException e) {
                assertThat(e).hasMessageNotContaining(Hex.of(bytes));
            }
        }
        assertThat(lists).isGreaterThan(1_000);
    }

    @Test
    void fill_anyOrderAndLength_putsEachValueInItsPlace() {
        String[] tags = {"9F02", "5F2A", "9A", "9F37", "95", "5A", "9F10", "9F7E"};
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder list = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            int count = random.nextInt(6);
            for (int n = 0; n < count; n++) {
                String tag = tags[random.nextInt(tags.length)];
                int length = random.nextInt(12);
                list.append(tag).append(Hex.of(new byte[] {(byte) length}));
                expected.append(expected(tag, length));
            }

            byte[] filled = DataObjectList.read(Hex.slice(list.toString())).fill(TERMINAL, CARD);

            assertThat(Hex.of(filled)).as(list.toString()).isEqualTo(expected.toString());
        }
    }

    // The rule of the book, written as text: numbers keep their right end, everything else its left.
    private static String expected(String tag, int length) {
        String value = switch (tag) {
            case "9F02" -> "000000001250";
            case "5F2A" -> "0978";
            case "9A" -> "260314";
            case "9F37" -> "01020304";
            case "95" -> "8000008000";
            case "5A" -> "4761739001010119";
            case "9F10" -> "06011203A00000";
            default -> "";
        };
        boolean number = Arrays.asList("9F02", "5F2A", "9A").contains(tag);
        int missing = 2 * length - value.length();
        if (missing <= 0) {
            return number ? value.substring(value.length() - 2 * length) : value.substring(0, 2 * length);
        }
        String filler = (tag.equals("5A") ? "F" : "0").repeat(missing);
        return number ? filler + value : value + filler;
    }
}
