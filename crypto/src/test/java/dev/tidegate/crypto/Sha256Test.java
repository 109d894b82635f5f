package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Sha256Test {
    @Test
    void of_severalParts_isTheHashOfTheirJoin() {
        byte[] whole = Sha256.of(Samples.ascii("abc"));

        byte[] parts = Sha256.of(Samples.ascii("a"), new byte[0], Samples.ascii("bc"));

        assertThat(parts).isEqualTo(whole);
        // FIPS 180-4, the example of one block.
        assertThat(HexFormat.of().formatHex(whole))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void mac_everyWycheproofCase_agrees() {
        List<Vectors.Case> cases = Vectors.wycheproof("hmac_sha256_test.json").toList();

        for (Vectors.Case each : cases) {
            byte[] tag = Arrays.copyOf(Sha256.mac(each.bytes("key"), each.bytes("msg")), each.size("tagSize") / 8);
            assertThat(Arrays.equals(tag, each.bytes("tag"))).as(each.name()).isEqualTo(each.valid());
        }

        Vectors.compared("wycheproof/hmac_sha256_test.json", cases.size());
        assertThat(cases).hasSize(174);
    }

    @Test
    void expand_everyWycheproofCase_agrees() {
        int compared = 0;

        for (Vectors.Case each : Vectors.wycheproof("hkdf_sha256_test.json").toList()) {
            int size = each.test().get("size").asInt();
            if (size > 255 * 32) {
                assertThat(each.valid()).as(each.name()).isFalse();
                assertThatThrownBy(() -> Sha256.expand(new byte[32], each.bytes("info"), size))
                        .as("RFC 5869 has no more than 255 blocks")
                        .isInstanceOf(IllegalArgumentException.class);
            } else {
                byte[] salt = each.bytes("salt");
                byte[] extracted = Sha256.mac(salt.length == 0 ? new byte[32] : salt, each.bytes("ikm"));
                assertThat(Sha256.expand(extracted, each.bytes("info"), size))
                        .as(each.name())
                        .isEqualTo(each.bytes("okm"));
            }
            compared++;
        }

        Vectors.compared("wycheproof/hkdf_sha256_test.json", compared);
        assertThat(compared).isEqualTo(86);
    }

    @Test
    void mac_ofAKey_leavesTheKeyAlone() {
        byte[] key = Samples.secret();

        byte[] first = Sha256.mac(key, Samples.ascii("x"));

        assertThat(key).isEqualTo(Samples.secret());
        assertThat(Sha256.mac(key, Samples.ascii("x"))).isEqualTo(first);
    }
}
