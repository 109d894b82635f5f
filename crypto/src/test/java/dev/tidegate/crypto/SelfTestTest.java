package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.crypto.SelfTest.Check;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SelfTestTest {
    @Test
    void run_onThisMachine_passes() {
        long before = System.nanoTime();

        int checks = SelfTest.run();

        System.out.println("self-test: " + checks + " checks in " + (System.nanoTime() - before) / 1_000_000 + " ms");
        assertThat(checks).isGreaterThan(10);
    }

    @Test
    void run_aWrongAnswer_isOneSentence() {
        List<Check> checks =
                List.of(new Check("SHA-256", () -> null), new Check("AES-256-GCM", () -> "gives a wrong answer"));

        assertThatThrownBy(() -> SelfTest.run(checks))
                .isInstanceOf(SelfTestFailedException.class)
                .hasMessage("The self-test failed: AES-256-GCM gives a wrong answer; "
                        + "nothing may be sealed or opened here.");
    }

    @Test
    void run_aPrimitiveThatIsNotThere_saysWhichAndHow() {
        List<Check> checks = List.of(new Check("X25519", () -> {
            throw new java.security.NoSuchAlgorithmException("X25519");
        }));

        assertThatThrownBy(() -> SelfTest.run(checks))
                .isInstanceOf(SelfTestFailedException.class)
                .hasMessageContaining("X25519 cannot be used (NoSuchAlgorithmException)");
    }

    @Test
    void run_aClassThatIsNotThere_isAFailureToo() {
        List<Check> checks = List.of(new Check("HPKE", () -> {
            throw new NoClassDefFoundError("org/bouncycastle/crypto/hpke/HPKE");
        }));

        assertThatThrownBy(() -> SelfTest.run(checks)).isInstanceOf(SelfTestFailedException.class);
    }

    @Test
    void checks_eachKnownAnswer_isAsked() {
        assertThat(SelfTest.checks(new SecureRandom()).stream().map(Check::name))
                .contains("SHA-256", "HMAC-SHA-256", "HKDF-SHA-256", "AES-256-GCM", "AES-CMAC", "ECDH on P-256")
                .contains("X25519", "ECDSA on P-256", "HPKE", "Bouncy Castle", "the random generator");
    }

    @Test
    void bouncyCastle_itsRelease_isTheTestedOne() {
        assertThat(Providers.bouncyCastle()).isNull();
    }

    @Test
    void release_ofWhatIsInNoJar_isUnknown() {
        assertThat(Providers.release(SelfTestTest.class)).isEqualTo("unknown");
        assertThat(Providers.release(String.class)).isEqualTo("unknown");
    }

    @Test
    void provider_anotherThanTheJdks_isNamed() {
        Provider other = new BouncyCastleProvider();

        assertThat(Providers.ofTheJdk(other)).isEqualTo("comes from the provider BC");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void chance_aGoodGenerator_isHealthy(long seed) {
        assertThat(ChanceHealth.ask(new SplittableRandom(seed))).isNull();
    }

    @Test
    void chance_theSystemsGenerator_isHealthy() {
        assertThat(ChanceHealth.ask(new SecureRandom())).isNull();
    }

    @Test
    void chance_stuckOnOneValue_repeatsItself() {
        assertThat(ChanceHealth.ask(of(new byte[] {0x5A}))).isEqualTo("repeats itself");
    }

    @Test
    void chance_stuckForSixBytes_repeatsItself() {
        byte[] pattern = new byte[4_096];
        new Random(3).nextBytes(pattern);
        java.util.Arrays.fill(pattern, 1_000, 1_000 + ChanceHealth.REPETITIONS_MAX, (byte) 7);

        assertThat(ChanceHealth.ask(of(pattern))).isEqualTo("repeats itself");
    }

    @Test
    void chance_aFewValuesOnly_isSkewed() {
        assertThat(ChanceHealth.ask(of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}))).isEqualTo("is skewed");
    }

    /** Gives the pattern again and again. */
    private static RandomGenerator of(byte[] pattern) {
        return new RandomGenerator() {
            private int at;

            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void nextBytes(byte[] bytes) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = pattern[at++ % pattern.length];
                }
            }
        };
    }
}
