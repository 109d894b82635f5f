package dev.tidegate.emv.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.authentication.OfflineAuthentication.Authentication;
import dev.tidegate.emv.authentication.OfflineAuthentication.Terms;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.InterchangeProfile;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.settings.TerminalCapabilities;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Play;
import dev.tidegate.emv.testcard.ScriptCard;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Certificates and signatures changed at random, by seed: none passes, and none makes the kernel throw. */
final class ForgedSignatureTest {
    private static final int CARDS = 4_000;
    private static final long SEED = 5_063;
    private static final String STATICS = Hex.tlv("5A", TestCard.VISA_PAN) + Hex.tlv("5F24", "391231");
    private static final String AIP = "4000";

    @Test
    void authentication_genuineCard_passes() {
        Authentication authentication = authenticate(genuine());

        assertThat(authentication.found()).hasToString("0200000000");
    }

    @Test
    void authentication_anyOneByteChanged_fails() {
        for (int number = 0; number < CARDS; number++) {
            SplittableRandom random = new SplittableRandom(SEED + number);
            byte[] records = genuine();
            records[random.nextInt(records.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(authenticate(records).found().has(1, 7)).isTrue();
            } catch (MalformedCardDataException e) {
                // The change was in a tag or a length: no records any more.
                assertThat(e).hasMessageNotContaining(TestCard.VISA_PAN);
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + (SEED + number), e);
            }
        }
    }

    @Test
    void recover_randomBytesOfAnyLength_isNoBlock() {
        PublicKey key = authority();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise =
                    new byte[i % 10 == 0 ? random.nextInt(260) : key.modulus().length()];
            random.nextBytes(noise);
            int format = 2 + random.nextInt(4);
            assertThat(isBlock(key, noise, format)).isFalse();
        }
    }

    @Test
    void recover_signatureOfZeroOrOne_isNoBlock() {
        PublicKey key = authority();
        byte[] one = new byte[key.modulus().length()];
        one[one.length - 1] = 1;

        assertThat(isBlock(key, new byte[key.modulus().length()], 2)).isFalse();
        assertThat(isBlock(key, one, 2)).isFalse();
        assertThat(isBlock(key, key.modulus().toByteArray(), 2)).isFalse();
    }

    private static boolean isBlock(PublicKey key, byte[] signature, int format) {
        try {
            SignedBlock.recover(key, Slice.of(signature), format).requireHash(List.of());
            return true;
        } catch (MalformedCardDataException e) {
            return false;
        }
    }

    private static PublicKey authority() {
        LocalDate day = LocalDate.of(2026, 1, 1);
        return Objects.requireNonNull(TestIssuer.keys().find(Octets.ofHex("A000000003"), 0xF1, day))
                .publicKey();
    }

    /** The records of a card with SDA, one after the other: 5A and 5F24 are authenticated. */
    private static byte[] genuine() {
        return Hex.bytes(STATICS
                + Hex.tlv("8F", TestIssuer.AUTHORITY_INDEX)
                + TestIssuer.issuerRecord(TestCard.VISA_PAN)
                + TestIssuer.signedStatic(STATICS));
    }

    private static Authentication authenticate(byte[] records) {
        CardObjects card = CardObjects.in(new CardMemory())
                .with(Tag.AIP, Hex.slice(AIP))
                .withAll(TlvElement.readAll(Slice.of(records)))
                .withAuthenticated(Slice.of(records, 0, STATICS.length() / 2));
        Terms terms = new Terms(
                new TerminalCapabilities(Octets.ofHex("6028C0")),
                TestIssuer.keys(),
                Octets.ofHex("A000000003"),
                LocalDate.of(2026, 3, 14),
                Octets.ofHex("9F3704"),
                TlvSet.empty());
        return Play.result(
                OfflineAuthentication.perform(terms, new InterchangeProfile(Octets.ofHex(AIP)), card, true),
                new ScriptCard());
    }
}
