package dev.tidegate.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.PaymentHsm.KeyUse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyOfferTest {
    private static final String KEY = "00112233445566778899AABBCCDDEEFF";

    @Test
    void offer_asAHostSendsIt_isRead() {
        assertThat(KeyOffer.read(field("MAK" + KEY + "08D7B4")))
                .contains(new KeyOffer(KeyUse.MAC, Octets.ofHex(KEY), Octets.ofHex("08D7B4")));
    }

    @Test
    void offer_ofAPinKey_isOneOfThatUse() {
        assertThat(KeyOffer.read(field("PAK" + KEY + "08D7B4")))
                .contains(new KeyOffer(KeyUse.PIN, Octets.ofHex(KEY), Octets.ofHex("08D7B4")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MAK",
                "PIK" + KEY + "08D7B4",
                "MAK" + KEY,
                "MAK" + KEY + "08D7B",
                "MAK" + KEY + "08D7B4 ",
                "MAK" + KEY + "08D7B4" + KEY,
                "MAK" + KEY + "08d7b4"
            })
    void offer_ofAnythingElse_isNone(String text) {
        assertThat(KeyOffer.read(field(text))).isEmpty();
    }

    private static Octets field(String text) {
        return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
