package dev.tidegate.simulator.acquirer.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as X.690 has them, written out by hand. */
final class DerTest {
    @Test
    void identifier_ecdsaWithSha256_isAsRegistered() {
        assertThat(hex(Der.identifier(1, 2, 840, 10045, 4, 3, 2))).isEqualTo("06082A8648CE3D040302");
    }

    @Test
    void identifier_commonName_isShort() {
        assertThat(hex(Der.identifier(2, 5, 4, 3))).isEqualTo("0603550403");
    }

    @ParameterizedTest
    @CsvSource({"0, 020100", "127, 02017F", "128, 02020080", "65536, 0203010000"})
    void integer_number_hasASignBit(int number, String expected) {
        assertThat(hex(Der.integer(BigInteger.valueOf(number)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"3, 0403", "127, 047F", "128, 048180", "255, 0481FF", "256, 04820100", "1000, 048203E8"})
    void octets_length_isInTheFewestBytes(int length, String prefix) {
        assertThat(hex(Der.octets(new byte[length]))).startsWith(prefix).hasSize(prefix.length() + 2 * length);
    }

    @Test
    void time_instant_isInUtc() {
        assertThat(hex(Der.time(Instant.parse("2026-11-22T12:30:00Z"))))
                .isEqualTo("170D" + "3236313132323132333030305A");
    }

    @Test
    void sequence_parts_standOneBehindTheOther() {
        assertThat(hex(Der.sequence(Der.isTrue(), Der.text("a"), Der.set(Der.bits(new byte[] {5})))))
                .isEqualTo("300C" + "0101FF" + "0C0161" + "3104" + "03020005");
    }

    @Test
    void tags_ofTheSurroundings_areContextTags() {
        assertThat(hex(Der.explicit(3, Der.isTrue()))).isEqualTo("A3030101FF");
        assertThat(hex(Der.implicit(7, new byte[] {127, 0, 0, 1}))).isEqualTo("87047F000001");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
