package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.PaymentHsm;
import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import dev.tidegate.crypto.hsm.SocketPaymentHsm;
import dev.tidegate.crypto.payment.HsmProcess;
import dev.tidegate.crypto.payment.KeyAlgorithm;
import dev.tidegate.crypto.payment.KeyBlock;
import dev.tidegate.crypto.payment.KeyBlockHeader;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import dev.tidegate.crypto.pin.PinBlock;
import dev.tidegate.gateway.capture.SigningCard.Read;
import dev.tidegate.gateway.security.HostKeyExchange;
import dev.tidegate.gateway.security.HsmPin;
import dev.tidegate.gateway.security.KeyShelf;
import dev.tidegate.gateway.security.ZoneKeys;
import dev.tidegate.gateway.security.ZoneKeys.Standing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * PINs that the issuer checks, in every dialect, of chips and of stripes, while the host changes the key between. A
 * story: each try leaves the host's count and its key to the next. Payment HSM and acquirer are processes.
 */
class OnlinePinDialectTest {
    private static final String RIGHT = "1234";
    private static final String WRONG = "4321";
    /** The simulator's published test keys. */
    private static final String ZONE = "2F5E83A74C916BD05DB3187A46EF92C4";

    private static final String EXCHANGE = "A1B3C2D5E5F70719293B4A5D6D7F8F91";
    /** X9.24-3: a base derivation key, a pad, and the key of its first transaction. */
    private static final String BASE = "FEDCBA9876543210F1F1F1F1F1F1F1F1";

    private static final String SERIAL = "123456789012345600000001";
    private static final String PAD_KEY = "AF8CB133A78F8DC2D1359F18527593FB";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HsmProcess PROCESS = new HsmProcess();

    @TempDir
    private Path folder;

    @AfterAll
    static void stop() {
        PROCESS.close();
    }

    @ParameterizedTest
    @EnumSource
    void pins_ofChipsAndStripesWhileTheKeyChanges_endAsTheIssuerSays(Speech speech) throws Exception {
        PaymentHsm hsm = new SocketPaymentHsm(PROCESS.address(), System::nanoTime);
        Shelf shelf = new Shelf();
        ZoneKeys zone = new ZoneKeys(new HsmKey.Fixed(block("P0", KeyAlgorithm.TDES, 'E', tdes(ZONE))), shelf);
        HostKeyExchange.Agreed agreed =
                new HostKeyExchange.Agreed(new HsmKey.Fixed(block("K0", KeyAlgorithm.TDES, 'D', tdes(EXCHANGE))), zone);
        PinDesk desk =
                new HsmPin(hsm, zone, block("B0", KeyAlgorithm.AES, 'X', PaymentKey.aes(hex(BASE))), PinFormat.ISO_0);
        try (DialectRig rig = new DialectRig(
                speech,
                speech.edited(folder.resolve("profile"), edits(speech)),
                folder,
                1,
                List.of(),
                desk,
                HostKeyExchange.of(Optional.of(hsm), null, agreed))) {
            Counter counter = rig.counter(0);
            String first = pinKey(rig);

            assertThat(sold(counter, Read.REQUEST, RIGHT)).isEqualTo("approved");
            assertThat(sold(counter, Read.REQUEST, WRONG)).isEqualTo("declined " + Reason.PIN_WRONG);
            assertThat(sold(counter, Read.STRIPE, RIGHT)).isEqualTo("approved");
            assertThat(sold(counter, Read.STRIPE, WRONG)).isEqualTo("declined " + Reason.PIN_WRONG);

            // The host believes the key before, too: after the second change the first is gone.
            String second = changed(rig, shelf, first);
            String third = changed(rig, shelf, second);
            assertThat(third).isNotEqualTo(first);
            assertThat(sold(counter, Read.REQUEST, RIGHT)).isEqualTo("approved");
            assertThat(sold(counter, Read.STRIPE, RIGHT)).isEqualTo("approved");

            tell(rig, "{\"function\":\"pinKeyChange\",\"spoiled\":true}");
            assertThat(sold(counter, Read.REQUEST, RIGHT)).isEqualTo("approved");
            assertThat(pinKey(rig))
                    .as("a key that came spoiled is used by nobody")
                    .isEqualTo(third);

            assertThat(sold(counter, Read.STRIPE, WRONG)).isEqualTo("declined " + Reason.PIN_WRONG);
            assertThat(sold(counter, Read.STRIPE, WRONG)).isEqualTo("declined " + Reason.PIN_WRONG);
            assertThat(sold(counter, Read.STRIPE, WRONG)).isEqualTo("declined " + Reason.PIN_TRIES_EXCEEDED);
            assertThat(sold(counter, Read.STRIPE, RIGHT)).isEqualTo("declined " + Reason.PIN_TRIES_EXCEEDED);
        }
    }

    // A busy machine takes longer than the other tests' timers for a host's first answer. The shipped profiles of 1993
    // have agreed on no change of keys.
    private static Map<String, String> edits(Speech speech) {
        return speech.is1993()
                ? Map.of("/timers/live", "PT30S", "/session/host/keyChange", "811", "/session/host/keyFields", "48")
                : Map.of("/timers/live", "PT30S");
    }

    private static String sold(Counter counter, Read read, String pin) {
        return switch (counter.ask(read, entered(read, pin))) {
            case LiveAnswer.Approved ignored -> "approved";
            case LiveAnswer.Declined(var why, var ignored, var ignoredData) -> "declined " + why;
            case LiveAnswer other -> other.toString();
        };
    }

    // A pad has another key for each entry; the module counts no entries, and one vector will do here.
    private static EncipheredPin entered(Read read, String pin) {
        byte[] block = PinBlock.ISO_4.seal(
                pin.getBytes(StandardCharsets.US_ASCII),
                SigningCard.number(read).getBytes(StandardCharsets.US_ASCII),
                PaymentKey.aes(hex(PAD_KEY)),
                new Random(7));
        return new EncipheredPin(PinFormat.ISO_4, new Ksn(Octets.ofHex(SERIAL)), block);
    }

    private static String changed(DialectRig rig, Shelf shelf, String before) throws InterruptedException {
        tell(rig, "{\"function\":\"pinKeyChange\"}");
        assertThat(rig.drainUntil(() -> !pinKey(rig).equals(before) && shelf.isSettled(), PATIENCE))
                .as("%s: the host has heard our yes: %s", rig.speech, Heard.network(rig.heard()))
                .isTrue();
        return pinKey(rig);
    }

    private static String pinKey(DialectRig rig) {
        return rig.host.call("GET", "/keys", "").path("pin").asText();
    }

    private static void tell(DialectRig rig, String what) {
        var ignored = rig.host.call("POST", "/tell", what);
    }

    private static String block(String usage, KeyAlgorithm algorithm, char mode, PaymentKey key) {
        KeyBlockHeader header = KeyBlockHeader.ofAes(usage, algorithm, mode);
        byte[] block = KeyBlock.seal(header, key, PaymentKey.aes(hex(HsmProcess.MASTER_KEY)), new SecureRandom());
        return new String(block, StandardCharsets.US_ASCII);
    }

    private static PaymentKey tdes(String digits) {
        return PaymentKey.tdes(hex(digits), TdesSwitch.on());
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** What outlives a process. */
    private static final class Shelf implements KeyShelf {
        private final AtomicReference<Optional<Standing>> last = new AtomicReference<>(Optional.empty());

        @Override
        public Optional<Standing> kept() {
            return last.get();
        }

        @Override
        public void keep(Standing standing) {
            last.set(Optional.of(standing));
        }

        // The host may have read our yes before we know that it was written.
        boolean isSettled() {
            return last.get().map(Standing::offered).isEmpty();
        }
    }
}
