package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationNameTest {
    private static final UUID EPOCH = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    @Test
    void names_ofOneNumber_areInTheOrderOfTheirText() {
        // A UUID compares as two signed numbers.
        GenerationName low = new GenerationName(5, new UUID(Long.MAX_VALUE, 0));
        GenerationName high = new GenerationName(5, new UUID(Long.MIN_VALUE, 0));

        assertThat(low).isLessThan(high);
        assertThat(low.toString()).isLessThan(high.toString());
    }

    @Test
    void name_hasTwentyDigits() {
        assertThat(new GenerationName(17, EPOCH))
                .hasToString("gen-00000000000000000017-01234567-89ab-cdef-0123-456789abcdef");
    }

    @Test
    void parsed_is_whatWasWritten() {
        GenerationName name = new GenerationName(Long.MAX_VALUE, EPOCH);

        assertThat(GenerationName.parse(name.toString())).isEqualTo(name);
    }

    @Test
    void order_isThatOfTheRecords() {
        assertThat(new GenerationName(9, EPOCH)).isLessThan(new GenerationName(10, new UUID(0, 0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gen-17-01234567-89ab-cdef-0123-456789abcdef",
                "gen-00000000000000000017",
                "gen-00000000000000000017-01234567-89ab-cdef-0123-456789abcdeX",
                "gen-99999999999999999999-01234567-89ab-cdef-0123-456789abcdef",
                "GEN-00000000000000000017-01234567-89ab-cdef-0123-456789abcdef",
                "gen-00000000000000000017-01234567-89ab-cdef-0123-456789abcdef-c",
                ""
            })
    void anotherName_isNone(String folder) {
        assertThat(GenerationName.parse(folder)).isNull();
    }
}
