package dev.tidegate.emv.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.InterchangeProfile;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.settings.TerminalCapabilities;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.verification.CardholderVerification.Sale;
import dev.tidegate.emv.verification.CardholderVerification.Verification;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Lists at random, by seed: what holds for every result, whatever the list. */
final class RandomCvmListTest {
    private static final int LISTS = 50_000;
    private static final long SEED = 1_005;
    private static final int[] METHODS = {0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x1E, 0x1F, 0x20, 0x2A, 0x3F};

    @Test
    void perform_anyList_hasAResultThatSaysWhatHappened() {
        int failed = 0;
        for (int number = 0; number < LISTS; number++) {
            SplittableRandom random = new SplittableRandom(SEED + number);
            byte[] list = list(random);
            Verification verification = perform(list, sale(random));
            failed += verification.outcome() == CvmResult.FAILED ? 1 : 0;
            check(Hex.of(list), verification);
        }
        assertThat(failed).isBetween(LISTS / 20, LISTS - LISTS / 20);
    }

    @Test
    void perform_anyBytes_areAListOrMalformed() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int number = 0; number < LISTS; number++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            boolean form = bytes.length >= 8 && bytes.length % 2 == 0;
            try {
                check(Hex.of(bytes), perform(bytes, sale(random)));
                assertThat(form).as(Hex.of(bytes)).isTrue();
            } catch (MalformedCardDataException e) {
                assertThat(form).as(Hex.of(bytes)).isFalse();
            }
        }
    }

    private static void check(String list, Verification verification) {
        String results = verification.results().hex();
        boolean failed = verification.outcome() == CvmResult.FAILED;
        assertThat(verification.found().has(3, 8)).as(list).isEqualTo(failed);
        assertThat(results).as(list).hasSize(6);
        if (failed) {
            assertThat(results).as(list).endsWith("01");
        } else if (verification.outcome() == CvmResult.SIGNATURE) {
            assertThat(results).as(list).matches("[159D]E..00");
        } else if (verification.performed()) {
            assertThat(results).as(list).matches("[159D]F..02");
        } else {
            assertThat(results).as(list).isEqualTo("3F0000");
        }
        // No PIN was entered, so none was bypassed, tried too often, or sent online.
        assertThat(verification.found().has(3, 6)).isFalse();
        assertThat(verification.found().has(3, 4)).isFalse();
        assertThat(verification.found().has(3, 3)).isFalse();
    }

    private static Verification perform(byte[] list, Sale sale) {
        CardObjects card = CardObjects.in(new CardMemory())
                .with(new Tag(0x8E), Slice.of(list))
                .with(new Tag(0x9F42), Hex.slice("0978"));
        return VerificationPlay.perform(new InterchangeProfile(Octets.ofHex("1000")), card, sale);
    }

    private static byte[] list(SplittableRandom random) {
        byte[] list = new byte[8 + 2 * random.nextInt(8)];
        list[3] = (byte) random.nextInt(256);
        list[7] = (byte) random.nextInt(256);
        for (int at = 8; at < list.length; at += 2) {
            list[at] = (byte) (METHODS[random.nextInt(METHODS.length)] | (random.nextBoolean() ? 0x40 : 0));
            list[at + 1] = (byte) random.nextInt(12);
        }
        return list;
    }

    private static Sale sale(SplittableRandom random) {
        int[] types = {0x00, 0x01, 0x09, 0x20};
        String[] capabilities = {"6028C0", "6020C0", "6008C0", "6000C0"};
        return new Sale(
                random.nextInt(300),
                Octets.ofHex(random.nextBoolean() ? "0978" : "0840"),
                types[random.nextInt(types.length)],
                random.nextBoolean(),
                new TerminalCapabilities(Octets.ofHex(capabilities[random.nextInt(capabilities.length)])));
    }
}
