package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the vault does about a token that is slow or away; the token is played by a keystore in memory. */
final class TokenVaultTest {
    private static final byte[] NONCE = new byte[12];
    private static final char[] PASSWORD = "test".toCharArray();
    private static final KeyStore STORE = store();

    private volatile Instant now = Samples.NOON;
    private final AtomicInteger opened = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile Trouble trouble = Trouble.NONE;
    private final TokenVault vault = new TokenVault(this::open, () -> now, Duration.ofSeconds(30));

    private enum Trouble {
        NONE,
        AWAY,
        BROKEN,
        HANGS
    }

    @AfterEach
    void close() {
        never.countDown();
        vault.close();
    }

    @Test
    void use_ofATokenThatWorks_opensOneSession() {
        byte[] sealed = encrypt();

        assertThat(vault.decrypt("key", NONCE, NONCE, sealed)).hasSize(5);
        assertThat(opened).hasValue(1);
    }

    @Test
    void use_thatIsSlowerThanTheLimit_isUnavailable() {
        trouble = Trouble.HANGS;

        try (TokenVault slow = new TokenVault(this::open, () -> now, Duration.ofMillis(50))) {
            assertThatThrownBy(() -> slow.encrypt("key", NONCE, NONCE, new byte[5]))
                    .isInstanceOf(KeyUnavailableException.class)
                    .hasMessageContaining("no answer within 50 ms");
        }
    }

    @Test
    void use_afterThreeFailures_leavesTheTokenAloneUntilThePauseIsOver() {
        trouble = Trouble.AWAY;
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(this::encrypt).isInstanceOf(KeyUnavailableException.class);
        }
        assertThat(opened).hasValue(3);

        trouble = Trouble.NONE;
        assertThatThrownBy(this::encrypt).isInstanceOf(KeyUnavailableException.class);
        now = now.plus(Breaker.PAUSE);

        assertThat(encrypt()).hasSize(5 + 16);
    }

    @Test
    void use_uncheckedTroubleOfTheProvider_isUnavailable() {
        trouble = Trouble.BROKEN;

        assertThatThrownBy(this::encrypt)
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("ProviderException")
                .hasMessageNotContaining("CKR_");
    }

    @Test
    void decrypt_wrongTags_areRejectionsAndNoFailures() {
        byte[] sealed = encrypt();
        sealed[0] ^= 1;

        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> vault.decrypt("key", NONCE, NONCE, sealed)).isInstanceOf(Rejection.class);
        }

        assertThat(opened).hasValue(1);
        assertThat(encrypt()).hasSize(5 + 16);
    }

    @Test
    void use_ofAKeyThatIsNotThere_isUnavailable() {
        assertThatThrownBy(() -> vault.decrypt("other", NONCE, NONCE, new byte[30]))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("does not hold other");
    }

    @Test
    void use_afterClose_isUnavailable() {
        vault.close();

        assertThatThrownBy(this::encrypt).isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void makePair_ofTheSecondSuite_isNotForTokens() {
        assertThatThrownBy(() ->
                        vault.makePair(Suite.X25519, new Certificates.Period(now, now.plusSeconds(60)), key -> "name"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private byte[] encrypt() {
        return vault.encrypt("key", NONCE, NONCE, new byte[5]);
    }

    private static KeyStore store() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("key", new SecretKeySpec(new byte[32], "AES"), PASSWORD, null);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeySession open() {
        opened.incrementAndGet();
        switch (trouble) {
            case NONE -> {}
            case AWAY -> throw new KeyUnavailableException("away");
            case BROKEN -> throw new ProviderException("CKR_DEVICE_ERROR");
            case HANGS -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        return new KeySession(STORE, null, PASSWORD);
    }
}
