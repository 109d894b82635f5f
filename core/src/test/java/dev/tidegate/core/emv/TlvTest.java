package dev.tidegate.core.emv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TlvTest {
    private static final int ROUNDS = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9F", // ends in the tag
                "9F26", // no length
                "9F2608AABB", // value too short
                "5A81", // ends in the length
                "5A80", // indefinite length
                "5A8400000002AA", // length of four bytes, and of more than there is
                "5A84FFFFFFFFAA", // more than a number of ours holds
                "5A850000000001AA", // length of five bytes
                "9F8181810100", // tag of four bytes
            })
    void readAll_aBrokenRun_isMalformed(String hex) {
        assertThatThrownBy(() -> Tlv.readAll(Octets.ofHex(hex))).isInstanceOf(MalformedTlvException.class);
    }

    @Test
    void readAll_paddingBetweenElements_isSkipped() {
        assertThat(Tlv.readAll(Octets.ofHex("000082021C0000009A0326112200"))).hasSize(2);
    }

    @Test
    void readAll_aTagTwice_keepsBoth() {
        assertThat(Tlv.readAll(Octets.ofHex("6101AA6101BB"))).hasSize(2);
    }

    @Test
    void readSet_aTagTwice_isMalformed() {
        assertThatThrownBy(() -> TlvSet.read(Octets.ofHex("9A032611229A03261122")))
                .isInstanceOf(MalformedTlvException.class);
    }

    @ParameterizedTest
    @CsvSource({"127, 9F10 7F", "128, 9F10 8180", "255, 9F10 81FF", "256, 9F10 820100"})
    void encode_aLength_takesTheFewestBytes(int length, String head) {
        Octets encoded = new Tlv(Tag.ISSUER_APPLICATION, Octets.of(new byte[length])).encode();

        assertThat(encoded.hex()).startsWith(head.replace(" ", ""));
        assertThat(Tlv.readAll(encoded)).hasSize(1);
    }

    @Test
    void readAll_randomBytes_endInAValueOrAreMalformed() {
        long seed = 20261122;
        Random chance = new Random(seed);
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[chance.nextInt(64)];
            chance.nextBytes(bytes);
            try {
                List<Tlv> found = Tlv.readAll(Octets.of(bytes));
                read += found.size();
            } catch (MalformedTlvException e) {
                assertThat(e).as("seed %d, round %d", seed, i).hasMessageNotContaining("index");
            }
        }
        assertThat(read).as("some random runs are readable").isPositive();
    }

    @Test
    void readAll_whatWasEncoded_isTheSame() {
        long seed = 7;
        Random chance = new Random(seed);
        for (int i = 0; i < 500; i++) {
            TlvSet set = TlvSet.empty();
            for (Tag tag : List.of(Tag.AIP, Tag.ATC, Tag.ISSUER_APPLICATION, new Tag(0xDF8123))) {
                byte[] value = new byte[chance.nextInt(300)];
                chance.nextBytes(value);
                set = set.with(tag, Octets.of(value));
            }
            assertThat(TlvSet.read(set.encode()))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(set);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x1F, 0x9F81, 0x8226, 0x9F2681, 0x1000000})
    void tag_ofAnImpossibleForm_isRefused(int value) {
        assertThatThrownBy(() -> new Tag(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toString_aSet_showsNoValue() {
        TlvSet set = TlvSet.empty().with(new Tag(0x5A), Octets.ofHex("4761739001010119"));

        assertThat(set.toString()).contains("5A").doesNotContain("4761");
    }
}
