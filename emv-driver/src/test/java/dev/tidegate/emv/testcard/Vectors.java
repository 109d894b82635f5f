package dev.tidegate.emv.testcard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.authentication.CertificationAuthorityKey;
import dev.tidegate.emv.authentication.CertificationAuthorityKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The vectors beside the tests; ORIGIN.md among them says where they come from. */
public final class Vectors {
    /** The vectors' keys have no end; the tests' time is before this one. */
    public static final LocalDate FAR_AWAY = LocalDate.of(2049, 12, 31);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Vectors() {}

    public static JsonNode json(String path) {
        try {
            return MAPPER.readTree(bytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> lines(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8).lines().toList();
    }

    public static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    public static Octets octets(JsonNode hex) {
        return Octets.ofHex(hex.asText());
    }

    /**
     * The keys of both lists, each once; those of the second only where it gives a checksum and an exponent of the
     * book.
     */
    public static CertificationAuthorityKeys authorityKeys() {
        Map<String, CertificationAuthorityKey> keys = new LinkedHashMap<>();
        for (JsonNode key : json("capk/emv-utils-capk.json")) {
            keys.put(
                    key.get("rid").asText() + key.get("index").asText(),
                    key(
                            key.get("rid").asText(),
                            key.get("index").asText(),
                            key.get("modulus").asText(),
                            key.get("exponent").asText(),
                            key.get("hash_sha1").asText()));
        }
        for (String[] key : listedKeys()) {
            keys.putIfAbsent(key[3] + key[2], key(key[3], key[2], key[4], key[1], key[6]));
        }
        return new CertificationAuthorityKeys(List.copyOf(keys.values()));
    }

    /** Scheme, exponent, index, provider, modulus, bits, checksum: those of the book's lengths that have a checksum. */
    public static List<String[]> listedKeys() {
        return lines("capk/emv-bertlv-ca-public-keys.tsv").stream()
                .map(line -> line.split("\t", -1))
                .filter(key ->
                        key.length == 7 && key[6].length() == 40 && !key[1].equals("02") && key[4].length() <= 496)
                .toList();
    }

    public static CertificationAuthorityKey key(
            String rid, String index, String modulus, String exponent, String checksum) {
        return CertificationAuthorityKey.checked(
                Octets.ofHex(rid),
                Integer.parseInt(index, 16),
                Octets.ofHex(modulus),
                Octets.ofHex(exponent),
                FAR_AWAY,
                Octets.ofHex(checksum));
    }

    private static byte[] bytes(String path) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("no vectors at " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
