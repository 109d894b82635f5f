package dev.tidegate.crypto.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.port.HsmUnavailableException;
import dev.tidegate.core.port.PaymentHsm;
import dev.tidegate.core.port.PaymentHsm.DataAnswer;
import dev.tidegate.core.port.PaymentHsm.Dialect;
import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.core.port.PaymentHsm.KeyAnswer;
import dev.tidegate.core.port.PaymentHsm.KeyUse;
import dev.tidegate.core.port.PaymentHsm.MacAnswer;
import dev.tidegate.core.port.PaymentHsm.MacCheck;
import dev.tidegate.core.port.PaymentHsm.MacKind;
import dev.tidegate.core.port.PaymentHsm.PinAnswer;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import dev.tidegate.core.port.PaymentHsm.Refusal;
import dev.tidegate.core.port.PaymentHsm.Refused;
import dev.tidegate.crypto.hsm.SocketPaymentHsm;
import dev.tidegate.crypto.pin.PinBlock;
import dev.tidegate.house.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The product and the simulator of an HSM, which share no line: a terminal of the product's making, its messages
 * through the port into the simulator's process, and what that makes of them.
 */
final class PaymentHsmTest {
    private static final TdesSwitch TDES = TdesSwitch.on();
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final byte[] PIN = ascii("1234");
    private static final byte[] PAN = ascii("4761739001010119");
    private static final PaymentKey MASTER = PaymentKey.aes(hex(HsmProcess.MASTER_KEY));
    private static final PaymentKey TDES_BASE = PaymentKey.tdes(hex("0123456789ABCDEFFEDCBA9876543210"), TDES);
    private static final PaymentKey AES_BASE = PaymentKey.aes(hex("FEDCBA9876543210F1F1F1F1F1F1F1F1"));
    private static final String ZONE_KEY = "89E88CF7931444F334BD7547FC3F380C";
    private static final PaymentKey ZONE = PaymentKey.tdes(hex(ZONE_KEY), TDES);
    private static final PaymentKey AES_ZONE = PaymentKey.aes(hex("3F419E1CB7079442AA37474C2EFBF8B8"));

    private static final HsmProcess PROCESS = new HsmProcess();

    private final PaymentHsm hsm = new SocketPaymentHsm(PROCESS.address(), System::nanoTime);

    @AfterAll
    static void stop() {
        PROCESS.close();
    }

    // Every transaction that the standards print, and every use: two implementations, one key.
    @Test
    void derivedKeys_ofEveryPublishedTransaction_areTheSame() throws IOException {
        int compared = 0;
        for (String name : List.of("dukpt-tdes", "dukpt-aes")) {
            for (JsonNode file : vectors(name)) {
                for (JsonNode value : file.get("vectors")) {
                    if (value.get("name").asText().startsWith("ksn_verify")) {
                        for (JsonNode ksn : value.get("value")) {
                            compared += compareUses(hex(ksn.asText()));
                        }
                    }
                }
            }
        }

        System.out.println("vectors: DUKPT, product and simulator: " + compared + " values compared");
        assertThat(compared).isEqualTo(34 * 6 + 30 * 7);
    }

    @Test
    void translatePin_fromEveryReader_isThePinUnderTheZonesKey() {
        for (PinFormat format : List.of(PinFormat.ISO_0, PinFormat.ISO_3)) {
            DukptTerminal.Transaction transaction = tdes();
            PaymentKey key = TdesDukpt.workingKey(transaction.key(), TdesDukpt.Use.PIN);
            byte[] block = PinBlock.valueOf(format.name()).seal(PIN, PAN, key, CHANCE);

            PinAnswer answer = hsm.translatePin(
                    base(TDES_BASE, transaction), format, Octets.of(block), pan(), zone(ZONE), PinFormat.ISO_0);

            byte[] translated = ((PinAnswer.Translated) answer).block().toByteArray();
            assertThat(PinBlock.ISO_0.open(translated, PAN, ZONE)).isEqualTo(PIN);
        }
    }

    @Test
    void translatePin_format4_isThePinUnderTheZonesKey() {
        DukptTerminal.Transaction transaction = aes();
        PaymentKey key =
                AesDukpt.workingKey(transaction.key(), transaction.ksn(), AesDukpt.Use.PIN, AesDukpt.Kind.AES_128);
        byte[] block = PinBlock.ISO_4.seal(PIN, PAN, key, CHANCE);

        PinAnswer answer = hsm.translatePin(
                base(AES_BASE, transaction), PinFormat.ISO_4, Octets.of(block), pan(), zone(AES_ZONE), PinFormat.ISO_4);

        byte[] translated = ((PinAnswer.Translated) answer).block().toByteArray();
        assertThat(PinBlock.ISO_4.open(translated, PAN, AES_ZONE)).isEqualTo(PIN);
    }

    @Test
    void translatePin_blockOfAnotherTransaction_isRefusedWithoutDetail() {
        DukptTerminal.Transaction transaction = aes();

        PinAnswer answer = hsm.translatePin(
                base(AES_BASE, transaction),
                PinFormat.ISO_4,
                Octets.of(new byte[16]),
                pan(),
                zone(AES_ZONE),
                PinFormat.ISO_4);

        assertThat(answer).isEqualTo(new Refused(Refusal.PIN_BLOCK));
    }

    @Test
    void receiveKey_ofAHost_makesTheCodesThatItsKeyMakes() {
        PaymentKey sent = ZONE;
        byte[] message = ascii("0200 and whatever is covered");

        KeyAnswer answer = hsm.receiveKey(exchange(), wrapped(ZONE_KEY), KeyUse.MAC);

        KeyAnswer.Received received = (KeyAnswer.Received) answer;
        assertThat(received.checkValue()).isEqualTo(KeyCheckValue.legacy(sent));
        assertThat(hsm.generateMac(received.key(), MacKind.RETAIL_1, message))
                .isEqualTo(new MacAnswer.Made(Octets.of(MacScheme.RETAIL_1.make(sent, message))));
        PaymentKey opened = KeyBlock.read(ascii(received.key().block()))
                .open(MASTER, new KeySlot(KeyAlgorithm.TDES, Set.of("M3"), Set.of('C'), false), TDES);
        assertThat(KeyCheckValue.legacy(opened)).isEqualTo(KeyCheckValue.legacy(sent));
    }

    @Test
    void receiveKey_forPins_makesNoCodes() {
        KeyAnswer.Received received = (KeyAnswer.Received) hsm.receiveKey(exchange(), wrapped(ZONE_KEY), KeyUse.PIN);

        assertThat(hsm.generateMac(received.key(), MacKind.RETAIL_1, new byte[8]))
                .isEqualTo(new Refused(Refusal.KEY));
    }

    @Test
    void receiveKey_underAKeyThatExchangesNone_isRefused() {
        HsmKey.Fixed code = new HsmKey.Fixed(block("M3", 'C', ZONE));

        assertThat(hsm.receiveKey(code, wrapped(ZONE_KEY), KeyUse.MAC)).isEqualTo(new Refused(Refusal.KEY));
    }

    @Test
    void receiveKey_ofAnImpossibleLength_isRefused() {
        assertThat(hsm.receiveKey(exchange(), Octets.of(new byte[15]), KeyUse.MAC))
                .isEqualTo(new Refused(Refusal.UNSUPPORTED));
    }

    private static HsmKey.Fixed exchange() {
        return new HsmKey.Fixed(block("K0", 'D', TDES_BASE));
    }

    private static Octets wrapped(String key) {
        byte[] clear = hex(key);
        byte[] left = Blocks.encrypt(TDES_BASE, Arrays.copyOf(clear, 8));
        byte[] right = Blocks.encrypt(TDES_BASE, Arrays.copyOfRange(clear, 8, 16));
        return Octets.of(left).plus(Octets.of(right));
    }

    @Test
    void translatePin_serialNumberThatNoDeviceSends_isRefused() {
        HsmKey key = new HsmKey.Dukpt(
                block("B0", 'X', AES_BASE), new Ksn(Octets.ofHex("12345678901234560001FFFF")), Dialect.STANDARD);

        assertThat(hsm.translatePin(
                        key, PinFormat.ISO_4, Octets.of(new byte[16]), pan(), zone(AES_ZONE), PinFormat.ISO_4))
                .isEqualTo(new Refused(Refusal.SERIAL_NUMBER));
    }

    @Test
    void translatePin_format4UnderTripleDes_isUnsupported() {
        DukptTerminal.Transaction transaction = tdes();

        assertThat(hsm.translatePin(
                        base(TDES_BASE, transaction),
                        PinFormat.ISO_4,
                        Octets.of(new byte[16]),
                        pan(),
                        zone(ZONE),
                        PinFormat.ISO_0))
                .isEqualTo(new Refused(Refusal.UNSUPPORTED));
    }

    @Test
    void verifyMac_ofATerminal_isGenuine() {
        DukptTerminal.Transaction transaction = tdes();
        PaymentKey key = TdesDukpt.workingKey(transaction.key(), TdesDukpt.Use.MAC_REQUEST);
        byte[] message = ascii("sample message");
        Octets mac = Octets.of(Arrays.copyOf(MacScheme.RETAIL_2.make(key, message), 4));

        HsmKey base = base(TDES_BASE, transaction);

        assertThat(hsm.verifyMac(base, MacKind.RETAIL_2, message, mac)).isEqualTo(new MacCheck.Genuine());
        assertThat(hsm.verifyMac(base, MacKind.RETAIL_1, message, mac)).isEqualTo(new MacCheck.Wrong());
    }

    @Test
    void generateMac_forATerminal_isVerifiedByIt() {
        DukptTerminal.Transaction transaction = aes();
        byte[] message = ascii("sample answer");

        MacAnswer answer = hsm.generateMac(base(AES_BASE, transaction), MacKind.CMAC, message);

        PaymentKey key = AesDukpt.workingKey(
                transaction.key(), transaction.ksn(), AesDukpt.Use.MAC_VERIFICATION, AesDukpt.Kind.AES_128);
        byte[] mac = ((MacAnswer.Made) answer).mac().toByteArray();
        assertThat(MacScheme.CMAC.verify(key, message, mac)).isTrue();
    }

    @Test
    void generateMac_forAHost_isTheProducts() {
        byte[] message = IntStream.range(0, 100)
                .collect(java.io.ByteArrayOutputStream::new, java.io.ByteArrayOutputStream::write, (a, b) -> {})
                .toByteArray();
        PaymentKey hmac = PaymentKey.of(KeyAlgorithm.HMAC, new byte[32], TDES);

        assertThat(made(hsm.generateMac(new HsmKey.Fixed(block("M3", 'C', ZONE)), MacKind.RETAIL_1, message)))
                .isEqualTo(MacScheme.RETAIL_1.make(ZONE, message));
        assertThat(made(hsm.generateMac(new HsmKey.Fixed(block("M6", 'C', AES_ZONE)), MacKind.CMAC, message)))
                .isEqualTo(MacScheme.CMAC.make(AES_ZONE, message));
        assertThat(made(hsm.generateMac(new HsmKey.Fixed(block("M7", 'C', hmac)), MacKind.HMAC_SHA256, message)))
                .isEqualTo(MacScheme.HMAC_SHA256.make(hmac, message));
    }

    // PIN Security 18-3: a PIN key makes no MAC, in the module either.
    @Test
    void generateMac_withAPinKey_isRefused() {
        assertThat(hsm.generateMac(zone(ZONE), MacKind.RETAIL_1, new byte[8])).isEqualTo(new Refused(Refusal.KEY));
    }

    @Test
    void decryptData_ofEveryDialect_isWhatTheReaderHad() {
        byte[] track = ascii("SAMPLE TRACK DATA, PADDED TO 48 BYTES...........");
        DukptTerminal.Transaction tdes = tdes();
        DukptTerminal.Transaction aes = aes();
        PaymentKey standard = TdesDukpt.workingKey(tdes.key(), TdesDukpt.Use.DATA_REQUEST);
        PaymentKey legacy = TdesDukpt.legacyDataKey(tdes.key(), TdesDukpt.Use.DATA_REQUEST);
        PaymentKey encryption =
                AesDukpt.workingKey(aes.key(), aes.ksn(), AesDukpt.Use.DATA_ENCRYPTION, AesDukpt.Kind.AES_128);
        PaymentKey both = AesDukpt.workingKey(aes.key(), aes.ksn(), AesDukpt.Use.DATA_BOTH, AesDukpt.Kind.AES_128);

        assertThat(clear(TDES_BASE, tdes, Dialect.STANDARD, standard, track)).isEqualTo(track);
        assertThat(clear(TDES_BASE, tdes, Dialect.LEGACY_DATA, legacy, track)).isEqualTo(track);
        assertThat(clear(AES_BASE, aes, Dialect.STANDARD, encryption, track)).isEqualTo(track);
        assertThat(clear(AES_BASE, aes, Dialect.BOTH_WAYS, both, track)).isEqualTo(track);
        assertThat(clear(TDES_BASE, tdes, Dialect.STANDARD, legacy, track)).isNotEqualTo(track);
    }

    @Test
    void calls_whileTheModuleIsAway_areUnavailableAndComeBack() throws Exception {
        java.util.concurrent.atomic.AtomicLong now = new java.util.concurrent.atomic.AtomicLong();
        PaymentHsm turned = new SocketPaymentHsm(PROCESS.address(), () -> System.nanoTime() + now.get());
        HsmKey key = new HsmKey.Fixed(block("M6", 'C', AES_ZONE));
        PROCESS.fault("{\"mode\":\"drop\"}");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> turned.generateMac(key, MacKind.CMAC, new byte[1]))
                    .isInstanceOf(HsmUnavailableException.class);
        }
        PROCESS.fault("{\"mode\":\"none\"}");

        assertThatThrownBy(() -> turned.generateMac(key, MacKind.CMAC, new byte[1]))
                .as("the breaker is open")
                .isInstanceOf(HsmUnavailableException.class)
                .hasMessageContaining("a moment ago");
        now.addAndGet(6_000_000_000L);

        assertThat(turned.generateMac(key, MacKind.CMAC, new byte[1])).isInstanceOf(MacAnswer.Made.class);
    }

    private static int compareUses(byte[] raw) throws IOException {
        DukptKsn ksn = DukptKsn.read(raw);
        int compared = 0;
        if (ksn.scheme() == DukptKsn.Scheme.TDES) {
            PaymentKey key = TdesDukpt.transactionKey(TdesDukpt.initialKey(TDES_BASE, ksn), ksn);
            int[] uses = {0x1000, 0x2000, 0x2001, 0x3000, 0x3001};
            byte[] block = ascii(block("B0", 'X', TDES_BASE));
            for (TdesDukpt.Use use : TdesDukpt.Use.values()) {
                PaymentKey ours = TdesDukpt.workingKey(key, use);
                assertThat(PROCESS.checkValue(block, raw, uses[use.ordinal()], 16))
                        .isEqualTo(KeyCheckValue.legacy(ours).toByteArray());
                compared++;
            }
            PaymentKey legacy = TdesDukpt.legacyDataKey(key, TdesDukpt.Use.DATA_REQUEST);
            assertThat(PROCESS.checkValue(block, raw, 0x3002, 16))
                    .isEqualTo(KeyCheckValue.legacy(legacy).toByteArray());
            return compared + 1;
        }
        PaymentKey key = AesDukpt.transactionKey(AesDukpt.initialKey(AES_BASE, ksn), ksn);
        int[] uses = {0x0002, 0x1000, 0x2000, 0x2001, 0x2002, 0x3000, 0x3001, 0x3002};
        for (AesDukpt.Use use : AesDukpt.Use.values()) {
            if (use != AesDukpt.Use.KEY_ENCRYPTION) {
                PaymentKey ours = AesDukpt.workingKey(key, ksn, use, AesDukpt.Kind.AES_128);
                byte[] block = ascii(block("B0", 'X', AES_BASE));
                assertThat(PROCESS.checkValue(block, raw, uses[use.ordinal()], 16))
                        .isEqualTo(KeyCheckValue.cmac(ours).toByteArray());
                compared++;
            }
        }
        return compared;
    }

    private byte[] clear(
            PaymentKey base, DukptTerminal.Transaction transaction, Dialect dialect, PaymentKey key, byte[] track) {
        byte[] sealed = Blocks.encryptChained(key, new byte[Blocks.size(key)], track);
        Ksn ksn = new Ksn(transaction.ksn().value());
        DataAnswer answer = hsm.decryptData(new HsmKey.Dukpt(block("B0", 'X', base), ksn, dialect), Octets.of(sealed));
        return ((DataAnswer.Clear) answer).bytes();
    }

    private static DukptTerminal.Transaction tdes() {
        DukptKsn ksn = DukptKsn.read(hex("FFFF9876543210E00005"));
        return DukptTerminal.load(TdesDukpt.initialKey(TDES_BASE, ksn), ksn).next();
    }

    private static DukptTerminal.Transaction aes() {
        DukptKsn ksn = DukptKsn.read(hex("123456789012345600000005"));
        return DukptTerminal.load(AesDukpt.initialKey(AES_BASE, ksn), ksn).next();
    }

    private static HsmKey base(PaymentKey base, DukptTerminal.Transaction transaction) {
        Ksn ksn = new Ksn(transaction.ksn().value());
        return new HsmKey.Dukpt(block("B0", 'X', base), ksn, Dialect.STANDARD);
    }

    private static HsmKey.Fixed zone(PaymentKey key) {
        return new HsmKey.Fixed(block("P0", 'E', key));
    }

    private static String block(String usage, char mode, PaymentKey key) {
        KeyBlockHeader header = KeyBlockHeader.ofAes(usage, key.algorithm(), mode);
        return new String(KeyBlock.seal(header, key, MASTER, CHANCE), StandardCharsets.US_ASCII);
    }

    private static byte[] made(MacAnswer answer) {
        return ((MacAnswer.Made) answer).mac().toByteArray();
    }

    private static JsonNode vectors(String name) throws IOException {
        return new ObjectMapper()
                .readTree(Project.folder()
                        .resolve("crypto/src/test/resources/vectors/" + name + ".json")
                        .toFile())
                .get("files");
    }

    private static Pan pan() {
        return Pan.of(PAN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
