package dev.tidegate.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.PaymentHsm;
import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.crypto.hsm.SocketPaymentHsm;
import dev.tidegate.crypto.payment.HsmProcess;
import dev.tidegate.crypto.payment.KeyAlgorithm;
import dev.tidegate.crypto.payment.KeyBlock;
import dev.tidegate.crypto.payment.KeyBlockHeader;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import dev.tidegate.crypto.pin.PinBlock;
import dev.tidegate.gateway.capture.PinDesk.Handed;
import dev.tidegate.gateway.capture.PinDesk.Why;
import dev.tidegate.gateway.security.ZoneKeys.Standing;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PINs from a pad's key to an acquirer's, by a module that is a process of its own; vectors are the standards'. */
class HsmPinTest {
    private static final String TDES_BASE = "0123456789ABCDEFFEDCBA9876543210";
    private static final String AES_BASE = "FEDCBA9876543210F1F1F1F1F1F1F1F1";
    private static final String ZONE = "2F5E83A74C916BD05DB3187A46EF92C4";
    private static final String NUMBER = "4012345678909";
    private static final TdesSwitch TDES = TdesSwitch.on();
    private static final HsmProcess PROCESS = new HsmProcess();

    private final PaymentHsm hsm = new SocketPaymentHsm(PROCESS.address(), System::nanoTime);

    @AfterAll
    static void stop() {
        PROCESS.close();
    }

    @AfterEach
    void heal() throws Exception {
        PROCESS.fault("{\"mode\":\"none\"}");
    }

    // ANSI X9.24-1, annex A: the PIN 1234 under three keys of one pad.
    @ParameterizedTest
    @CsvSource({
        "FFFF9876543210E00001, 1B9C1845EB993A7A",
        "FFFF9876543210E00002, 10A01C8D02C69107",
        "FFFF9876543210E00003, 18DC07B94797B466"
    })
    void hand_ofTheStandardsSamples_isTheirPinUnderTheAcquirersKey(String ksn, String block) {
        Handed handed = desk(base(KeyAlgorithm.TDES)).hand(pin(PinFormat.ISO_0, ksn, block), pan());

        assertThat(opened(handed)).isEqualTo("1234");
    }

    // X9.24-3: the key of the sample pad's first transaction.
    @Test
    void hand_ofFormat4UnderAes_isFormat0UnderTheAcquirersKey() {
        String ksn = "123456789012345600000001";
        PaymentKey key = PaymentKey.aes(hex("AF8CB133A78F8DC2D1359F18527593FB"));
        byte[] block = PinBlock.ISO_4.seal(ascii("987654"), ascii(NUMBER), key, new Random(5));

        Handed handed = desk(base(KeyAlgorithm.AES))
                .hand(new EncipheredPin(PinFormat.ISO_4, new Ksn(Octets.ofHex(ksn)), block), pan());

        assertThat(opened(handed)).isEqualTo("987654");
    }

    @Test
    void hand_ofABlockOfAnotherKey_isRefused() {
        EncipheredPin pin = pin(PinFormat.ISO_0, "FFFF9876543210E00002", "1B9C1845EB993A7A");

        assertThat(desk(base(KeyAlgorithm.TDES)).hand(pin, pan())).isEqualTo(new Handed.Refused(Why.PIN_BLOCK));
    }

    @Test
    void hand_ofANumberThatNoPadSends_isRefused() {
        EncipheredPin pin = pin(PinFormat.ISO_0, "FFFF9876543210E00000", "1B9C1845EB993A7A");

        assertThat(desk(base(KeyAlgorithm.TDES)).hand(pin, pan())).isEqualTo(new Handed.Refused(Why.SERIAL_NUMBER));
    }

    @Test
    void hand_underAKeyOfAnotherUse_isRefused() {
        EncipheredPin pin = pin(PinFormat.ISO_0, "FFFF9876543210E00001", "1B9C1845EB993A7A");

        assertThat(desk(zone("M3", 'C')).hand(pin, pan())).isEqualTo(new Handed.Refused(Why.KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "garbage"})
    void hand_whileTheModuleIsAway_saysSo(String mode) throws Exception {
        PROCESS.fault("{\"mode\":\"" + mode + "\"}");
        EncipheredPin pin = pin(PinFormat.ISO_0, "FFFF9876543210E00001", "1B9C1845EB993A7A");

        assertThat(desk(base(KeyAlgorithm.TDES)).hand(pin, pan())).isEqualTo(new Handed.Refused(Why.HSM_AWAY));
    }

    @Test
    void hand_whileNobodyKnowsWhichKeyTheHostGoesBy_isRefused() {
        HsmKey.Fixed current = new HsmKey.Fixed(zone("P0", 'E'));
        Standing between = new Standing(current, null, new HsmKey.Fixed("the next"));
        HsmPin desk = new HsmPin(hsm, keys(() -> Optional.of(between)), base(KeyAlgorithm.TDES), PinFormat.ISO_0);

        assertThat(desk.hand(pin(PinFormat.ISO_0, "FFFF9876543210E00001", "1B9C1845EB993A7A"), pan()))
                .isEqualTo(new Handed.Refused(Why.KEY_UNCERTAIN));
    }

    @Test
    void hand_whileTheDiskDoesNotSayWhichKey_isRefused() {
        AtomicBoolean away = new AtomicBoolean();
        ZoneKeys keys = keys(() -> {
            if (away.get()) {
                throw new KeyUnavailableException("the database is away");
            }
            return Optional.empty();
        });
        HsmPin desk = new HsmPin(hsm, keys, base(KeyAlgorithm.TDES), PinFormat.ISO_0);
        away.set(true);

        assertThat(desk.hand(pin(PinFormat.ISO_0, "FFFF9876543210E00001", "1B9C1845EB993A7A"), pan()))
                .isEqualTo(new Handed.Refused(Why.KEY_UNCERTAIN));
    }

    @Test
    void hand_leavesPinAndNumberToTheirOwner() {
        EncipheredPin pin = pin(PinFormat.ISO_0, "FFFF9876543210E00001", "1B9C1845EB993A7A");
        Pan pan = pan();

        Handed ignored = desk(base(KeyAlgorithm.TDES)).hand(pin, pan);

        assertThat(Octets.of(pin.block()).hex()).isEqualTo("1B9C1845EB993A7A");
        assertThat(pan.masked().toString()).endsWith("8909");
    }

    private HsmPin desk(String pads) {
        return new HsmPin(hsm, keys(Optional::empty), pads, PinFormat.ISO_0);
    }

    private static ZoneKeys keys(Supplier<Optional<Standing>> kept) {
        return new ZoneKeys(new HsmKey.Fixed(zone("P0", 'E')), new KeyShelf() {
            @Override
            public Optional<Standing> kept() {
                return kept.get();
            }

            @Override
            public void keep(Standing standing) {
                throw new IllegalStateException("a PIN changes no key");
            }
        });
    }

    private static String opened(Handed handed) {
        Handed.Over over = (Handed.Over) handed;
        byte[] pin = PinBlock.ISO_0.open(over.block().toByteArray(), ascii(NUMBER), PaymentKey.tdes(hex(ZONE), TDES));
        return new String(pin, StandardCharsets.US_ASCII);
    }

    private static EncipheredPin pin(PinFormat format, String ksn, String block) {
        return new EncipheredPin(format, new Ksn(Octets.ofHex(ksn)), hex(block));
    }

    private static Pan pan() {
        return Pan.of(ascii(NUMBER));
    }

    private static String base(KeyAlgorithm algorithm) {
        PaymentKey key =
                algorithm == KeyAlgorithm.AES ? PaymentKey.aes(hex(AES_BASE)) : PaymentKey.tdes(hex(TDES_BASE), TDES);
        return block("B0", algorithm, 'X', key);
    }

    private static String zone(String usage, char mode) {
        return block(usage, KeyAlgorithm.TDES, mode, PaymentKey.tdes(hex(ZONE), TDES));
    }

    private static String block(String usage, KeyAlgorithm algorithm, char mode, PaymentKey key) {
        KeyBlockHeader header = KeyBlockHeader.ofAes(usage, algorithm, mode);
        byte[] block = KeyBlock.seal(header, key, PaymentKey.aes(hex(HsmProcess.MASTER_KEY)), new SecureRandom());
        return new String(block, StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
