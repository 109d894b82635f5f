package dev.tidegate.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.PaymentHsm;
import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.crypto.hsm.SocketPaymentHsm;
import dev.tidegate.crypto.payment.HsmProcess;
import dev.tidegate.crypto.payment.KeyAlgorithm;
import dev.tidegate.crypto.payment.KeyBlock;
import dev.tidegate.crypto.payment.KeyBlockHeader;
import dev.tidegate.crypto.payment.KeyCheckValue;
import dev.tidegate.crypto.payment.MacScheme;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import dev.tidegate.gateway.codec.NetworkRequest;
import dev.tidegate.gateway.link.KeyExchange;
import dev.tidegate.gateway.link.KeyExchange.Verdict;
import dev.tidegate.gateway.profile.Mac;
import dev.tidegate.gateway.security.ZoneKeys.Standing;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host changes the key of its messages while they are on their way; the module is a process of its own. */
class ZoneKeysTest {
    private static final String EXCHANGE = "0123456789ABCDEFFEDCBA9876543210";
    private static final String FIRST = "89E88CF7931444F334BD7547FC3F380C";
    private static final String SECOND = "A1B2C3D4E5F60718293A4B5C6D7E8F90";
    private static final String THIRD = "1032547698BADCFE0123456789ABCDEF";
    private static final byte[] MESSAGE = "0210 and whatever is covered".getBytes(StandardCharsets.US_ASCII);
    private static final TdesSwitch TDES = TdesSwitch.on();
    private static final HsmProcess PROCESS = new HsmProcess();

    private final PaymentHsm hsm = new SocketPaymentHsm(PROCESS.address(), System::nanoTime);
    private final Shelf shelf = new Shelf();
    private final ZoneKeys keys = keys();
    private final HsmMac mac = new HsmMac(hsm, keys, Mac.Algorithm.X9_19);
    private final KeyExchange exchange = exchange(keys);

    @AfterAll
    static void stop() {
        PROCESS.close();
    }

    @AfterEach
    void heal() throws Exception {
        PROCESS.fault("{\"mode\":\"none\"}");
    }

    @Test
    void compute_withTheFirstKey_isTheCodeOfThatKey() {
        assertThat(mac.compute(MESSAGE)).isEqualTo(code(FIRST));
    }

    @Test
    void verify_ofAWrongCode_isFalse() {
        byte[] wrong = code(FIRST);
        wrong[0] ^= 1;

        assertThat(mac.verify(MESSAGE, wrong)).isFalse();
    }

    @Test
    void exchange_ofAGoodKey_isAcceptedWithItsCheckValue() throws Exception {
        Verdict verdict = exchange.offered("house", offer(SECOND));

        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        assertThat(((Verdict.Accepted) verdict).check()).isEqualTo(KeyCheckValue.legacy(key(SECOND)));
    }

    @Test
    void exchange_beforeOurYesHasLeft_makesCodesWithTheOldKey() throws Exception {
        exchange.offered("house", offer(SECOND));

        assertThat(mac.compute(MESSAGE)).isEqualTo(code(FIRST));
    }

    @Test
    void exchange_onceOurYesHasLeft_makesCodesWithTheNewKey() throws Exception {
        exchanged(exchange, SECOND);

        assertThat(mac.compute(MESSAGE)).isEqualTo(code(SECOND));
    }

    @Test
    void verify_afterAnExchange_believesAnswersThatWereOnTheirWay() throws Exception {
        exchanged(exchange, SECOND);

        assertThat(mac.verify(MESSAGE, code(FIRST))).isTrue();
    }

    @Test
    void verify_afterTwoExchanges_believesTheFirstKeyNoMore() throws Exception {
        exchanged(exchange, SECOND);
        exchanged(exchange, THIRD);

        assertThat(mac.verify(MESSAGE, code(FIRST))).isFalse();
    }

    @Test
    void exchange_withAnotherCheckValue_isRefusedAndChangesNothing() throws Exception {
        Verdict verdict = exchange.offered("house", request(wrapped(SECOND) + "000000"));

        assertThat(verdict).isEqualTo(new Verdict.Refused("CHECK_VALUE"));
        assertThat(mac.compute(MESSAGE)).isEqualTo(code(FIRST));
        assertThat(mac.verify(MESSAGE, code(SECOND))).isFalse();
    }

    @Test
    void exchange_withoutAKey_isRefused() {
        assertThat(exchange.offered("house", request("nothing of the kind"))).isEqualTo(new Verdict.Refused("NO_KEY"));
    }

    @Test
    void exchange_whileTheModuleIsAway_isRefused() throws Exception {
        PROCESS.fault("{\"mode\":\"drop\"}");

        assertThat(exchange.offered("house", offer(SECOND))).isEqualTo(new Verdict.Refused("HSM_AWAY"));
    }

    @Test
    void exchange_ofAKeyForPinsWhereNoneIsAgreedOn_isRefused() throws Exception {
        String field = new String(
                Objects.requireNonNull(offer(SECOND).keys().get(48)).toByteArray(), StandardCharsets.US_ASCII);
        Octets forPins = Octets.of(field.replace("MAK", "PAK").getBytes(StandardCharsets.US_ASCII));

        Verdict verdict = exchange.offered(
                "house", new NetworkRequest("0800", "101", new TreeMap<>(), new TreeMap<>(Map.of(48, forPins))));

        assertThat(verdict).isEqualTo(new Verdict.Refused("NO_EXCHANGE_OF_PIN"));
        assertThat(mac.compute(MESSAGE)).isEqualTo(code(FIRST));
    }

    @Test
    void certain_whileAKeyIsOfferedAndNotTaken_isNone() throws Exception {
        Optional<HsmKey.Fixed> before = keys.certain();

        Verdict verdict = exchange.offered("house", offer(SECOND));
        Optional<HsmKey.Fixed> between = keys.certain();
        Optional<HsmKey.Fixed> afterADeath = keys().certain();
        ((Verdict.Accepted) verdict).use().run();

        assertThat(before).isPresent();
        assertThat(between).isEmpty();
        assertThat(afterADeath).isEmpty();
        assertThat(keys.certain()).isPresent().isNotEqualTo(before);
    }

    @Test
    void certain_ofANodeThatHeardNothing_isWhatAnotherHasTaken() throws Exception {
        ZoneKeys other = keys();
        exchanged(exchange, SECOND);

        assertThat(other.certain()).isPresent().isEqualTo(keys.certain());
    }

    @Test
    void compute_whileTheModuleIsAway_makesNone() throws Exception {
        PROCESS.fault("{\"mode\":\"drop\"}");

        assertThatThrownBy(() -> mac.compute(MESSAGE)).isInstanceOf(KeyUnavailableException.class);
    }

    // The host may use the new key from the moment it has read our yes; we may die before we know that it left.
    @Test
    void process_thatDiedBetweenYesAndUse_learnsFromTheNextAnswer() throws Exception {
        exchange.offered("house", offer(SECOND));

        ZoneKeys restarted = keys();
        HsmMac after = new HsmMac(hsm, restarted, Mac.Algorithm.X9_19);

        assertThat(after.compute(MESSAGE)).isEqualTo(code(FIRST));
        assertThat(after.verify(MESSAGE, code(SECOND))).isTrue();
        assertThat(after.compute(MESSAGE)).isEqualTo(code(SECOND));
        assertThat(after.verify(MESSAGE, code(FIRST)))
                .as("answers on their way")
                .isTrue();
    }

    @Test
    void exchange_whoseKeyCannotBeKept_isRefused() throws Exception {
        shelf.broken = true;

        assertThat(exchange.offered("house", offer(SECOND))).isEqualTo(new Verdict.Refused("NOT_KEPT"));
        assertThat(mac.verify(MESSAGE, code(SECOND))).as("believed").isFalse();
    }

    @Test
    void verify_whileTheNewKeyCannotBeKept_stillBelievesItsAnswers() throws Exception {
        exchange.offered("house", offer(SECOND));
        shelf.broken = true;

        assertThat(mac.verify(MESSAGE, code(SECOND))).isTrue();
        shelf.broken = false;
        assertThat(mac.compute(MESSAGE)).as("with the key that is on disk").isEqualTo(code(FIRST));
        assertThat(mac.verify(MESSAGE, code(SECOND))).isTrue();
        assertThat(mac.compute(MESSAGE)).as("once it is on disk").isEqualTo(code(SECOND));
    }

    @Test
    void process_thatWasRestarted_beginsWithTheKeyOfTheLastExchange() throws Exception {
        exchanged(exchange, SECOND);

        assertThat(new HsmMac(hsm, keys(), Mac.Algorithm.X9_19).compute(MESSAGE))
                .isEqualTo(code(SECOND));
    }

    private ZoneKeys keys() {
        return new ZoneKeys(new HsmKey.Fixed(block("M3", 'C', FIRST)), shelf);
    }

    private KeyExchange exchange(ZoneKeys of) {
        return HostKeyExchange.of(
                Optional.of(hsm), new HostKeyExchange.Agreed(new HsmKey.Fixed(block("K0", 'D', EXCHANGE)), of), null);
    }

    private static void exchanged(KeyExchange exchange, String key) throws GeneralSecurityException {
        Verdict verdict = exchange.offered("house", offer(key));
        ((Verdict.Accepted) verdict).use().run();
    }

    private static NetworkRequest offer(String key) throws GeneralSecurityException {
        return request(wrapped(key) + KeyCheckValue.legacy(key(key)).hex().toUpperCase(Locale.ROOT));
    }

    private static NetworkRequest request(String keyAndCheck) {
        Octets field = Octets.of(("MAK" + keyAndCheck).getBytes(StandardCharsets.US_ASCII));
        return new NetworkRequest("0800", "101", new TreeMap<>(), new TreeMap<>(Map.of(48, field)));
    }

    private static String wrapped(String key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("DESede/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(hex(EXCHANGE + EXCHANGE.substring(0, 16)), "DESede"));
        return HexFormat.of().withUpperCase().formatHex(cipher.doFinal(hex(key)));
    }

    private static byte[] code(String key) {
        return Arrays.copyOf(MacScheme.RETAIL_1.make(key(key), MESSAGE), Mac.FIELD_BYTES);
    }

    private static String block(String usage, char mode, String key) {
        KeyBlockHeader header = KeyBlockHeader.ofAes(usage, KeyAlgorithm.TDES, mode);
        byte[] block = KeyBlock.seal(header, key(key), PaymentKey.aes(hex(HsmProcess.MASTER_KEY)), new SecureRandom());
        return new String(block, StandardCharsets.US_ASCII);
    }

    private static PaymentKey key(String hex) {
        return PaymentKey.tdes(hex(hex), TDES);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** What outlives a process. */
    private static final class Shelf implements KeyShelf {
        private Optional<Standing> last = Optional.empty();
        private boolean broken;

        @Override
        public Optional<Standing> kept() {
            return last;
        }

        @Override
        public void keep(Standing standing) {
            if (broken) {
                throw new KeyUnavailableException("the disk is full");
            }
            last = Optional.of(standing);
        }
    }
}
