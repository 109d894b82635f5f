package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real token (SoftHSM) that is in trouble: the answer is always to wait, never a word about the record. */
final class TokenTroubleTest {
    private static final PaymentId PAYMENT = Samples.payment(1);

    @TempDir
    Path folder;

    private volatile Instant now = Samples.NOON;
    private final InstantSource clock = () -> now;
    private SoftHsm token;
    private GatewayHome home;

    @BeforeEach
    void init() {
        token = SoftHsm.fresh(folder);
        home = GatewayHome.init(folder.resolve("gateway"), token.place(), RotationPlan.standard(), clock, List.of());
    }

    @Test
    void token_pulledOut_isUnavailableForEveryUse() {
        try (GatewayKeys keys = home.keys(token.place(), clock)) {
            SealedBody sealed = sealed(keys);
            Octets wrapped = keys.wrapChainKey(Samples.TILL, 1, Samples.bytes(32, 1));
            open(keys, sealed);

            token.pull();

            for (int i = 0; i < 8; i++) {
                now = now.plusSeconds(2);
                unavailable(() -> open(keys, sealed));
                unavailable(() -> keys.unwrapChainKey(Samples.TILL, 1, wrapped));
                unavailable(() -> keys.wrapChainKey(Samples.TILL, 1, Samples.bytes(32, 1)));
                unavailable(keys::check);
            }
            assertThat(keys.recipients())
                    .as("what is published does not need the token")
                    .hasSize(3);
        }
    }

    @Test
    void pin_wrong_isTriedOnceAndAgainWhenTheFileChanges() throws IOException {
        SealedBody sealed;
        try (GatewayKeys good = home.keys(token.place(), clock)) {
            sealed = sealed(good);
        }
        // The process is logged in until every session has ended; a PIN counts at the next login.
        token.logout();
        Files.writeString(token.pinFile(), "00000000");

        try (GatewayKeys keys = home.keys(token.place(), clock)) {
            for (int i = 0; i < 5; i++) {
                now = now.plusSeconds(6);
                assertThatThrownBy(() -> open(keys, sealed))
                        .isInstanceOf(KeyUnavailableException.class)
                        .hasMessageContaining("refused the PIN")
                        .hasMessageNotContaining("00000000");
            }

            Files.writeString(token.pinFile(), SoftHsm.PIN);
            now = now.plusSeconds(6);

            open(keys, sealed);
        }
    }

    @Test
    void session_endedByTheToken_isUnavailableOnceAndThenBegunAgain() {
        try (GatewayKeys keys = home.keys(token.place(), clock)) {
            SealedBody sealed = sealed(keys);
            open(keys, sealed);

            token.logout();

            unavailable(() -> open(keys, sealed));
            open(keys, sealed);
        }
    }

    @Test
    void key_deletedByAnotherProgram_isUnavailableNotGone() {
        assumeTrue(SoftHsm.hasTool(), "opensc is not installed");
        SealedBody sealed;
        try (GatewayKeys keys = home.keys(token.place(), clock)) {
            sealed = sealed(keys);
        }
        String name = RegisteredKey.name(KeyRole.RECIPIENT, RecipientKey.idOf(sealed.keyId()));
        token.tool("--delete-object", "--type", "privkey", "--id", SoftHsm.idOf(name));

        try (GatewayKeys keys = home.keys(token.place(), clock)) {
            unavailable(() -> open(keys, sealed));
        }
    }

    @Test
    void place_withoutLibraryOrSlotOrPin_isUnavailable() {
        VaultPlace.OnToken there = token.place();
        List<VaultPlace.OnToken> wrong = List.of(
                new VaultPlace.OnToken(Path.of("/nowhere/lib.so"), there.slot(), true, there.pinFile()),
                new VaultPlace.OnToken(there.library(), 77, true, there.pinFile()),
                new VaultPlace.OnToken(there.library(), 5_000, false, there.pinFile()),
                new VaultPlace.OnToken(there.library(), there.slot(), true, folder.resolve("none.pin")));

        for (VaultPlace.OnToken place : wrong) {
            try (GatewayKeys keys = home.keys(place, clock)) {
                unavailable(keys::check);
            }
        }
    }

    private SealedBody sealed(GatewayKeys keys) {
        RecipientBundle bundle = new RecipientBundle(1, Samples.NOON, keys.recipients());
        return new HpkeSealer(() -> bundle, Samples.TILL, InstantSource.fixed(Samples.NOON))
                .sealForJournal(Samples.contents(PAYMENT));
    }

    private static void open(GatewayKeys keys, SealedBody sealed) {
        new BodyOpener(keys.recipientKeys())
                .open(sealed, Samples.TILL, PAYMENT, Purpose.JOURNAL)
                .close();
    }

    private static void unavailable(org.assertj.core.api.ThrowableAssert.ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOf(KeyUnavailableException.class);
    }
}
