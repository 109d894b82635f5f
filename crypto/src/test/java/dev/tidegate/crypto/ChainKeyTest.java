package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Keys and MACs against the formulas of the class, computed by the JDK's HMAC. */
final class ChainKeyTest {
    private static final byte[] TILL_BYTES = RecordFrame.bytes(Samples.TILL.value());

    @Test
    void first_ofASecret_isHkdfExpandOverTheTill() throws GeneralSecurityException {
        ChainKey first = ChainKey.first(Samples.TILL, Samples.secret());

        byte[] expected = mac(Samples.secret(), Samples.ascii("tidegate/saf/chain"), TILL_BYTES, new byte[] {1});
        assertThat(first.bytes()).isEqualTo(expected);
        assertThat(first.seq()).isZero();
    }

    @Test
    void next_ofAKey_isItsHmacOverTheRatchetLabel() throws GeneralSecurityException {
        ChainKey first = ChainKey.first(Samples.TILL, Samples.secret());

        ChainKey next = first.next();

        assertThat(next.bytes()).isEqualTo(mac(first.bytes(), Samples.ascii("tidegate/saf/ratchet")));
        assertThat(next.seq()).isEqualTo(1);
    }

    @Test
    void first_ofAnotherTill_isAnotherKey() {
        assertThat(ChainKey.first(Samples.OTHER_TILL, Samples.secret()).bytes())
                .isNotEqualTo(ChainKey.first(Samples.TILL, Samples.secret()).bytes());
    }

    @Test
    void at_aLaterRecord_isTheSameAsStepByStep() {
        ChainKey at = ChainKey.first(Samples.TILL, Samples.secret());
        ChainKey start = at.at(0);

        for (int i = 0; i < 1_000; i++) {
            at = at.next();
        }

        assertThat(start.at(1_000).bytes()).isEqualTo(at.bytes());
        assertThat(start.bytes()).as("the start is left alone").isNotEqualTo(new byte[32]);
    }

    @Test
    void at_anEarlierRecordOrTooFar_isRefused() {
        ChainKey fifth = ChainKey.first(Samples.TILL, Samples.secret()).at(5);

        assertThatIllegalArgumentException().isThrownBy(() -> fifth.at(4));
        assertThatIllegalArgumentException().isThrownBy(() -> fifth.at(6 + ChainKey.STEPS_MAX));
    }

    @Test
    void wipe_ofAKey_leavesZeros() {
        ChainKey key = ChainKey.first(Samples.TILL, Samples.secret());

        key.wipe();

        assertThat(key.bytes()).isEqualTo(new byte[32]);
    }

    @Test
    void first_secretOfAnotherLength_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ChainKey.first(Samples.TILL, new byte[31]));
    }

    static byte[] mac(byte[] key, byte[]... parts) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        Arrays.stream(parts).forEach(mac::update);
        return mac.doFinal();
    }
}
