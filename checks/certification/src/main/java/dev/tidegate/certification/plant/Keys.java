package dev.tidegate.certification.plant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.crypto.payment.KeyAlgorithm;
import dev.tidegate.crypto.payment.KeyBlock;
import dev.tidegate.crypto.payment.KeyBlockHeader;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The keys that gateway and simulators have in common; all are published and protect nothing. */
final class Keys {
    /** The HSM simulator's master key. */
    private static final String MASTER = "88E1AB2A2E3DD38C1FA039A536500CC8A87AB9D62DC92C01058FA79F44657DE6";
    /** Base key of the pads (X9.24-3, sample). */
    static final String PADS = "FEDCBA9876543210F1F1F1F1F1F1F1F1";
    /** The acquirer simulator's key for PINs. */
    private static final String ZONE = "2F5E83A74C916BD05DB3187A46EF92C4";
    /** The first half of the acquirer simulator's key for codes: single DES. */
    private static final String MAC = "1C3BF74C70E9135D";
    /** The acquirer simulator's key under which it sends new ones. */
    private static final String EXCHANGE = "A1B3C2D5E5F70719293B4A5D6D7F8F91";

    private static final TdesSwitch TDES = TdesSwitch.on();

    private Keys() {}

    /** Whether a profile needs the payment HSM: issuers check PINs, or messages are authenticated. */
    static boolean needHsm(String profile) {
        return isThere(profile, "pin:") || isThere(profile, "mac:");
    }

    private static boolean isThere(String profile, String key) {
        return profile.lines().anyMatch(line -> line.startsWith(key) && !line.contains("none"));
    }

    /** The gateway's environment. */
    static Map<String, String> environment(String profile, JsonNode hsm) {
        Map<String, String> all = new TreeMap<>();
        all.put("GATEWAY_HSM_HOST", "127.0.0.1");
        all.put("GATEWAY_HSM_PORT", hsm.path("port").asText());
        if (isThere(profile, "pin:")) {
            all.put("GATEWAY_PIN_ZONE", block(KeyBlockHeader.ofAes("P0", KeyAlgorithm.TDES, 'E'), tdes(ZONE)));
            all.put(
                    "GATEWAY_PIN_PADS",
                    block(KeyBlockHeader.ofAes("B0", KeyAlgorithm.AES, 'X'), PaymentKey.aes(hex(PADS))));
        }
        if (isThere(profile, "mac:")) {
            all.put(
                    "GATEWAY_MAC_BLOCK",
                    block(KeyBlockHeader.ofAes("M3", KeyAlgorithm.TDES, 'C'), tdes(MAC.repeat(2))));
            all.put("GATEWAY_MAC_EXCHANGE", block(KeyBlockHeader.ofAes("K0", KeyAlgorithm.TDES, 'D'), tdes(EXCHANGE)));
        }
        return all;
    }

    private static String block(KeyBlockHeader header, PaymentKey key) {
        byte[] block = KeyBlock.seal(header, key, PaymentKey.aes(hex(MASTER)), new SecureRandom());
        return new String(block, StandardCharsets.US_ASCII);
    }

    private static PaymentKey tdes(String key) {
        return PaymentKey.tdes(hex(key), TDES);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
