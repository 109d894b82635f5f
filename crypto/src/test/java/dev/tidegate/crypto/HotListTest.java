package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.crypto.HotListKeeper.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cards to refuse: which they are, and what a till believes of them. */
final class HotListTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Samples.NOON);
    private static final Pan LISTED = pan("4761739001010119");
    private static final Pan OTHER = pan("5413330089010012");

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static GatewayHome ours;
    private static GatewayHome theirs;

    private HotListKeeper keeper;

    @BeforeAll
    static void makeKeys() {
        ours = GatewayHome.init(shared.resolve("ours"), CLOCK);
        theirs = GatewayHome.init(shared.resolve("theirs"), CLOCK);
    }

    @BeforeEach
    void open() {
        keeper = HotListKeeper.open(file(), ours.signerTrust());
    }

    @Test
    void lists_aCardThatIsOnIt_aloneOfAll() {
        HotList list = list(1, List.of(LISTED), List.of());

        assertThat(list.lists(LISTED)).isTrue();
        assertThat(list.lists(OTHER)).isFalse();
        assertThat(list.size()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"541333", "5413330", "54133300"})
    void lists_aCardWhosePrefixIsOnIt_aloneOfAll(String prefix) {
        HotList list = list(1, List.of(), List.of(prefix, "999999"));

        assertThat(list.lists(OTHER)).isTrue();
        assertThat(list.lists(LISTED)).isFalse();
    }

    @Test
    void lists_aPrefixThatGoesOnOtherwise_isNone() {
        assertThat(list(1, List.of(), List.of("54133301")).lists(OTHER)).isFalse();
    }

    @Test
    void lists_manyCards_findsEachAndNoOther() {
        List<Pan> many = new SplittableRandom(7)
                .longs(2_000, 0, 1_000_000_000L)
                .mapToObj(HotListTest::numbered)
                .toList();
        HotList list = list(1, many.subList(0, 1_000), List.of());

        assertThat(many.subList(0, 1_000)).allMatch(list::lists);
        assertThat(many.subList(1_000, 2_000)).noneMatch(list::lists);
    }

    @Test
    void lists_twoListsOfOneCard_haveNothingInCommon() {
        HotList first = list(1, List.of(LISTED), List.of());
        HotList second = list(2, List.of(LISTED), List.of());

        assertThat(first.cards()).isNotEqualTo(second.cards());
    }

    @Test
    void list_written_holdsNoNumber() {
        SignedHotList signed = SignedHotList.of(list(1, List.of(LISTED), List.of()), ours.signer());
        String hex = signed.raw().hex();

        assertThat(hex).doesNotContain("4761739001010119");
        assertThat(new String(signed.raw().toByteArray(), StandardCharsets.ISO_8859_1))
                .doesNotContain("4761739001010119");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "123456789", "12345x"})
    void list_ofAPrefixThatIsNone_isRefusedWithoutADigit(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> list(1, List.of(), List.of(prefix)))
                .withMessage("a prefix has 6 to 8 digits");
    }

    @Test
    void take_aNewerList_isAskedAndOnDisk() {
        assertThat(keeper.version()).isZero();
        assertThat(keeper.lists(LISTED, 1)).isFalse();

        assertThat(keeper.take(published(List.of(LISTED)).raw())).isEqualTo(Verdict.TAKEN);

        assertThat(keeper.lists(LISTED, 1)).isTrue();
        HotListKeeper again = HotListKeeper.open(file(), ours.signerTrust());
        assertThat(again.lists(LISTED, 1)).isTrue();
        assertThat(again.version()).isEqualTo(keeper.version()).isPositive();
    }

    @Test
    void take_theSameAgain_changesNothing() {
        SignedHotList list = published(List.of(LISTED));
        assertThat(keeper.take(list.raw())).isEqualTo(Verdict.TAKEN);

        assertThat(keeper.take(list.raw())).isEqualTo(Verdict.KNOWN);
    }

    @Test
    void take_anEmptyListAfterAFullOne_takesCardsOff() {
        assertThat(keeper.take(published(List.of(LISTED)).raw())).isEqualTo(Verdict.TAKEN);

        assertThat(keeper.take(published(List.of()).raw())).isEqualTo(Verdict.TAKEN);
        assertThat(keeper.lists(LISTED, 1)).isFalse();
    }

    @Test
    void take_lowerVersionOrAnotherOfTheSame_isRefusedAndTheOldOneStays() {
        assertThat(keeper.take(signed(10, List.of(LISTED)))).isEqualTo(Verdict.TAKEN);

        assertThat(keeper.take(signed(9, List.of()))).isEqualTo(Verdict.LOWER_VERSION);
        assertThat(keeper.take(signed(10, List.of()))).isEqualTo(Verdict.LOWER_VERSION);
        assertThat(keeper.lists(LISTED, 1)).isTrue();
    }

    @Test
    void take_anotherAuthoritysSigner_isRefused() {
        Octets foreign =
                SignedHotList.of(list(1, List.of(), List.of()), theirs.signer()).raw();

        assertThat(keeper.take(foreign)).isEqualTo(Verdict.FOREIGN_SIGNER);
    }

    @Test
    void take_aSignatureOverSomethingElse_isRefused() {
        Octets bundle = ours.bundles().current().raw();

        assertThat(keeper.take(bundle)).as("a bundle is no hot list").isEqualTo(Verdict.BAD_SIGNATURE);
    }

    @Test
    void take_issuedOutsideTheSignersTime_isRefused() {
        HotList early =
                HotList.of(1, Samples.NOON.minus(Duration.ofDays(9_000)), List.of(), List.of(), new SecureRandom());

        assertThat(keeper.take(SignedHotList.of(early, ours.signer()).raw())).isEqualTo(Verdict.FOREIGN_SIGNER);
    }

    @Test
    void take_everyByteChanged_isRefusedAndNothingIsTaken() {
        byte[] good = signed(10, List.of(LISTED)).toByteArray();

        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            assertThat(keeper.take(Octets.of(bad)).isRefusal()).as("byte " + at).isTrue();
        }
        assertThat(keeper.version()).isZero();
        assertThat(Files.exists(file())).isFalse();
    }

    @Test
    void open_aDamagedList_refusesToStart() throws Exception {
        Files.write(file(), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> HotListKeeper.open(file(), ours.signerTrust()))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("hot list");
    }

    @Test
    void publish_inTheSameSecond_isANewVersionAllTheSame() {
        long first = published(List.of()).list().version();
        long second = published(List.of(LISTED)).list().version();

        assertThat(second).isGreaterThan(first);
        assertThat(ours.hotLists().current()).isNotNull();
    }

    private Path file() {
        return folder.resolve("hot.list");
    }

    private static SignedHotList published(List<Pan> cards) {
        return ours.hotLists().publish(cards, List.of(), Samples.NOON, new SecureRandom());
    }

    private static Octets signed(long version, List<Pan> cards) {
        return SignedHotList.of(list(version, cards, List.of()), ours.signer()).raw();
    }

    private static HotList list(long version, List<Pan> cards, List<String> prefixes) {
        Instant now = Samples.NOON;
        return HotList.of(version, now, cards, prefixes, new SecureRandom());
    }

    /** A made-up number with the right check digit. */
    private static Pan numbered(long number) {
        for (int digit = 0; digit < 10; digit++) {
            try {
                return pan("999999" + String.format(Locale.ROOT, "%09d", number) + digit);
            } catch (IllegalArgumentException e) {
                // Another check digit would be due: the next.
            }
        }
        throw new AssertionError("one of ten has the right check digit");
    }

    private static Pan pan(String digits) {
        return Pan.of(digits.getBytes(StandardCharsets.US_ASCII));
    }
}
