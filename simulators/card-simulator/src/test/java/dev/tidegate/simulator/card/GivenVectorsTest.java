package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Cryptograms and certificates of other people's cards, by this card's code. */
final class GivenVectorsTest {
    @TestFactory
    Stream<DynamicTest> cryptogram_underACommonSessionKey_isThatOfTheVector() throws IOException {
        return vectors("ac-arpc-vectors")
                .filter(vector -> vector.at("/inputs/session_key").asText("").startsWith("EMV common session key"))
                .filter(vector -> vector.at("/inputs/mac").asText("").contains("0x80"))
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").textValue(), () -> {
                    JsonNode in = vector.get("inputs");
                    byte[] values = new byte[0];
                    for (JsonNode value : in.get("tags_in_order")) {
                        values = Bytes.join(values, Bytes.hex(value.textValue()));
                    }
                    int counter = Integer.parseInt(in.at("/tags_in_order/9F36").textValue(), 16);
                    SessionKey key = new IssuerMasterKey(
                                    Bytes.hex(in.get("imk_ac").textValue()))
                            .optionA(in.get("pan").textValue(), in.get("psn").textValue())
                            .sessionKey(counter);

                    assertThat(Bytes.hex(key.cryptogram(values)))
                            .isEqualTo(vector.at("/expected/arqc").textValue());
                }));
    }

    @Test
    void cryptogramVectors_thatWereRun_areSome() throws IOException {
        long cases = cryptogram_underACommonSessionKey_isThatOfTheVector().count();
        System.out.println("given cryptogram vectors: " + cases + " cases");

        assertThat(cases).isEqualTo(3);
    }

    @TestFactory
    Stream<DynamicTest> issuerCertificate_ofAnotherCard_isLaidOutAsOurs() throws IOException {
        return vectors("oda-vectors")
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").textValue(), () -> {
                    BigInteger modulus = number(vector, "capk_modulus");
                    byte[] block = number(vector, "issuer_cert_90")
                            .modPow(number(vector, "capk_exponent"), modulus)
                            .toByteArray();
                    byte[] part = Arrays.copyOfRange(block, 1, block.length - Digest.BYTES - 1);
                    byte[] hash = Arrays.copyOfRange(block, block.length - Digest.BYTES - 1, block.length - 1);

                    assertThat(block[0]).isEqualTo((byte) 0x6A);
                    assertThat(part[0]).isEqualTo((byte) 0x02);
                    assertThat(block[block.length - 1]).isEqualTo((byte) 0xBC);
                    assertThat(Digest.of(part, hex(vector, "issuer_remainder_92"), hex(vector, "issuer_exp_9F32")))
                            .isEqualTo(hash);
                }));
    }

    @Test
    void certificateVectors_thatWereRun_areSome() throws IOException {
        long cases = vectors("oda-vectors").count();
        System.out.println("given certificate vectors: " + cases + " cases");

        assertThat(cases).isEqualTo(5);
    }

    private static BigInteger number(JsonNode vector, String field) {
        return new BigInteger(vector.get(field).textValue(), 16);
    }

    private static byte[] hex(JsonNode vector, String field) {
        return Bytes.hex(vector.path(field).asText(""));
    }

    private static Stream<JsonNode> vectors(String name) throws IOException {
        String path = "/vectors/emv/" + name + ".json";
        try (InputStream stream = GivenVectorsTest.class.getResourceAsStream(path)) {
            JsonNode all = new JsonMapper().readTree(Objects.requireNonNull(stream));
            return StreamSupport.stream(all.spliterator(), false);
        }
    }
}
