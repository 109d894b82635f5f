package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.crypto.BundleRefusedException.Code;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a till believes of its gateway's keys, and what it refuses. */
final class BundleTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Samples.NOON);
    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static ConfigSigner signer;
    private static ConfigSigner stranger;
    private static Path trust;
    private static RecipientKey first;
    private static RecipientKey second;
    private static RecipientKey third;

    private BundleKeeper keeper;

    @BeforeAll
    static void makeKeys() {
        signer = signer("ours");
        stranger = signer("theirs");
        trust = shared.resolve("ours-trust.p12");
        first = key(Suite.P256, 0);
        second = key(Suite.P256, 1);
        third = key(Suite.X25519, 2);
    }

    @BeforeEach
    void open() throws Exception {
        Files.write(file(), signed(10, first, second).raw().toByteArray());
        keeper = BundleKeeper.open(file(), retired(), SignerTrust.of(trust));
    }

    @Test
    void take_aNewerOne_isUsedAndOnDisk() {
        assertThat(keeper.take(signed(11, second, third).raw(), Samples.NOON)).isTrue();

        assertThat(keeper.get().version()).isEqualTo(11);
        assertThat(keeper.get().keys()).containsExactly(second, third);
        assertThat(BundleKeeper.open(file(), retired(), SignerTrust.of(trust)).get())
                .isEqualTo(keeper.get());
    }

    @Test
    void take_theSameAgain_changesNothing() {
        SignedBundle next = signed(11, second, third);
        assertThat(keeper.take(next.raw(), Samples.NOON)).isTrue();

        assertThat(keeper.take(next.raw(), Samples.NOON)).isFalse();
    }

    @Test
    void take_lowerVersionOrAnotherOfTheSame_isRefused() {
        assertRefused(Code.LOWER_VERSION, signed(9, first, second));
        assertRefused(Code.LOWER_VERSION, signed(10, first, second, third));
    }

    @Test
    void take_expired_isRefused() {
        Octets next = signed(11, first, second).raw();

        assertThatThrownBy(() -> keeper.take(next, second.notAfter()))
                .isInstanceOfSatisfying(
                        BundleRefusedException.class, e -> assertThat(e.code()).isEqualTo(Code.EXPIRED));
        assertThat(keeper.get().version()).isEqualTo(10);
    }

    @Test
    void take_anotherAuthoritysSigner_isRefused() {
        assertRefused(Code.FOREIGN_SIGNER, SignedBundle.of(bundle(11, second, third), stranger));
    }

    @Test
    void take_aCertificateThatIsNoSigners_isRefused() {
        DeviceAuthority authority = DeviceAuthority.load(shared.resolve("ours-authority.p12"), CLOCK);
        Path store = shared.resolve("till.p12");
        authority.issueTill(Samples.TILL, store);

        assertRefused(Code.FOREIGN_SIGNER, SignedBundle.of(bundle(11, second, third), ConfigSigner.load(store)));
    }

    @Test
    void take_issuedOutsideTheSignersTime_isRefused() {
        RecipientBundle late =
                new RecipientBundle(11, Samples.NOON.plus(Duration.ofDays(4_000)), List.of(second, third));

        assertRefused(Code.FOREIGN_SIGNER, SignedBundle.of(late, signer));
    }

    @Test
    void take_contentOfAnotherSignature_isRefused() {
        Octets good = signed(11, second, third).raw();
        Octets other = signed(12, second, third).raw();
        byte[] mixed = good.toByteArray();
        byte[] signature = other.slice(other.length() - 64, other.length()).toByteArray();
        System.arraycopy(signature, 0, mixed, mixed.length - 64, 64);

        assertRefused(Code.BAD_SIGNATURE, Octets.of(mixed));
    }

    @Test
    void take_unknownSuite_isRefused() {
        byte[] content = withKey(key -> key.octets(1, first.kid())
                .octets(2, first.spki())
                .number(3, 3)
                .number(4, first.notBefore().getEpochSecond())
                .number(5, first.notAfter().getEpochSecond()));

        assertRefused(Code.UNKNOWN_SUITE, signedContent(content));
    }

    @Test
    void take_offCurveKeyOrAnothersIdOrEmptyPeriod_isRefused() {
        byte[] offCurve = first.spki().toByteArray();
        offCurve[90] ^= 1;
        Octets spki = Octets.of(offCurve);
        assertRefused(Code.BAD_KEY, signedContent(content(RecipientKey.kidOf(spki), spki, 1, 5, 6)));
        assertRefused(Code.BAD_KEY, signedContent(content(second.kid(), first.spki(), 1, 5, 6)));
        assertRefused(Code.BAD_KEY, signedContent(content(first.kid(), first.spki(), 2, 5, 6)));
        assertRefused(Code.BAD_KEY, signedContent(content(first.kid(), first.spki(), 1, 6, 6)));
        assertRefused(Code.BAD_KEY, signedContent(content(first.kid(), first.spki(), 1, 5, Long.MAX_VALUE)));
    }

    @Test
    void take_aKeyThatWasGivenUp_isRefused() {
        keeper.take(signed(11, second, third).raw(), Samples.NOON);

        assertRefused(Code.REUSED_KEY, signed(12, first, second, third));
        BundleKeeper again = BundleKeeper.open(file(), retired(), SignerTrust.of(trust));
        assertThatThrownBy(() -> again.take(signed(12, first, third).raw(), Samples.NOON))
                .as("after a restart too")
                .hasMessageContaining("REUSED_KEY");
    }

    @Test
    void take_aKeyWithAnotherPeriod_isRefused() {
        RecipientKey longer = new RecipientKey(
                second.kid(),
                second.spki(),
                1,
                second.notBefore(),
                second.notAfter().plus(WEEK));

        assertRefused(Code.REUSED_KEY, signed(11, longer, third));
    }

    @Test
    void take_theSameKeyTwice_isRefused() {
        byte[] key = key(first);
        byte[] content = new CborWriter()
                .number(1, 11)
                .number(2, Samples.NOON.toEpochMilli())
                .octets(3, key)
                .octets(4, key)
                .map();

        assertRefused(Code.BAD_FORMAT, signedContent(content));
    }

    @Test
    void take_keysOutOfOrder_isRefused() {
        byte[] content = new CborWriter()
                .number(1, 11)
                .number(2, Samples.NOON.toEpochMilli())
                .octets(3, key(second))
                .octets(4, key(first))
                .map();

        assertRefused(Code.BAD_FORMAT, signedContent(content));
    }

    @Test
    void take_noKeyAtAll_isRefused() {
        byte[] content = new CborWriter()
                .number(1, 11)
                .number(2, Samples.NOON.toEpochMilli())
                .map();

        assertRefused(Code.BAD_FORMAT, signedContent(content));
    }

    @Test
    void take_everySingleBitFlip_isRefused() {
        byte[] good = signed(11, second, third).raw().toByteArray();
        int flips = 0;

        for (int bit = 0; bit < good.length * 8; bit += 11) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> keeper.take(Octets.of(flipped), Samples.NOON))
                    .isInstanceOf(BundleRefusedException.class);
            flips++;
        }

        System.out.println("bundle: " + flips + " single-bit flips, 0 taken");
        assertThat(keeper.get().version()).isEqualTo(10);
    }

    @Test
    void take_everyTruncationAndNoise_isRefused() {
        byte[] good = signed(11, second, third).raw().toByteArray();
        SplittableRandom chance = new SplittableRandom(4);

        for (int length = 0; length < good.length; length++) {
            Octets cut = Octets.of(Arrays.copyOf(good, length));
            assertThatThrownBy(() -> keeper.take(cut, Samples.NOON)).isInstanceOf(BundleRefusedException.class);
        }
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[chance.nextInt(400)];
            chance.nextBytes(noise);
            assertThatThrownBy(() -> keeper.take(Octets.of(noise), Samples.NOON))
                    .isInstanceOf(BundleRefusedException.class);
        }
        assertThatThrownBy(() -> keeper.take(Octets.of(new byte[100_000]), Samples.NOON))
                .isInstanceOf(BundleRefusedException.class);
    }

    @Test
    void take_aDiskThatRefuses_keepsTheOldOne() throws Exception {
        Files.createDirectory(folder.resolve("recipient.retired.new"));
        Files.createFile(folder.resolve("recipient.retired.new/in-the-way"));

        assertThatThrownBy(() -> keeper.take(signed(11, second, third).raw(), Samples.NOON))
                .isInstanceOf(KeyFileException.class);

        assertThat(keeper.get().version()).isEqualTo(10);
    }

    @Test
    void open_damagedOrForeignFile_refusesTheStart() throws Exception {
        Files.write(file(), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> BundleKeeper.open(file(), retired(), SignerTrust.of(trust)))
                .isInstanceOf(KeyFileException.class);

        Files.write(file(), SignedBundle.of(bundle(1, first), stranger).raw().toByteArray());
        assertThatThrownBy(() -> BundleKeeper.open(file(), retired(), SignerTrust.of(trust)))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("FOREIGN_SIGNER");
    }

    @Test
    void validAt_betweenPeriods_isTheNewestOrNone() {
        RecipientKey overlapping = new RecipientKey(
                third.kid(), third.spki(), 2, second.notBefore().plusSeconds(60), third.notAfter());
        RecipientBundle bundle = bundle(1, first, second, overlapping);

        assertThat(bundle.validAt(first.notBefore().minusMillis(1))).isNull();
        assertThat(bundle.validAt(first.notBefore())).isEqualTo(first);
        assertThat(bundle.validAt(second.notBefore())).isEqualTo(second);
        assertThat(bundle.validAt(second.notBefore().plusSeconds(60))).isEqualTo(overlapping);
        assertThat(bundle.validAt(third.notAfter())).isNull();
        assertThat(bundle.notAfter()).isEqualTo(third.notAfter());
    }

    @Test
    void bundle_ofTooManyKeysOrNone_isImpossible() {
        RecipientKey[] many = Stream.generate(() -> key(Suite.X25519, 1))
                .limit(RecipientBundle.KEYS_MAX + 1L)
                .toArray(RecipientKey[]::new);

        assertThatIllegalArgumentException().isThrownBy(() -> bundle(1, many));
        assertThatIllegalArgumentException().isThrownBy(() -> bundle(1));
        assertThatIllegalArgumentException().isThrownBy(() -> bundle(0, first));
        RecipientKey[] most = Arrays.copyOf(many, RecipientBundle.KEYS_MAX);
        SignedBundle full = signed(11, most);
        assertThat(full.raw().length()).isLessThan(SignedBundle.BYTES_MAX);
        assertThat(SignedBundle.verify(full.raw(), SignerTrust.of(trust))
                        .bundle()
                        .keys())
                .isSortedAccordingTo(Comparator.comparing(RecipientKey::kid))
                .hasSize(RecipientBundle.KEYS_MAX);
    }

    private void assertRefused(Code code, SignedBundle bundle) {
        assertRefused(code, bundle.raw());
    }

    private void assertRefused(Code code, Octets raw) {
        RecipientBundle before = keeper.get();
        assertThatThrownBy(() -> keeper.take(raw, Samples.NOON))
                .isInstanceOfSatisfying(
                        BundleRefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(keeper.get()).isEqualTo(before);
        assertThat(BundleKeeper.open(file(), retired(), SignerTrust.of(trust)).get())
                .isEqualTo(before);
    }

    private static SignedBundle signed(long version, RecipientKey... keys) {
        return SignedBundle.of(bundle(version, keys), signer);
    }

    private static RecipientBundle bundle(long version, RecipientKey... keys) {
        return new RecipientBundle(version, Samples.NOON, List.of(keys));
    }

    private static byte[] key(RecipientKey key) {
        return new CborWriter()
                .octets(1, key.kid())
                .octets(2, key.spki())
                .number(3, key.suite())
                .number(4, key.notBefore().getEpochSecond())
                .number(5, key.notAfter().getEpochSecond())
                .map();
    }

    private static byte[] content(Octets kid, Octets spki, int suite, long from, long to) {
        return withKey(key -> key.octets(1, kid)
                .octets(2, spki)
                .number(3, suite)
                .number(4, from)
                .number(5, to));
    }

    private static byte[] withKey(java.util.function.UnaryOperator<CborWriter> key) {
        return new CborWriter()
                .number(1, 11)
                .number(2, Samples.NOON.toEpochMilli())
                .octets(3, key.apply(new CborWriter()).map())
                .map();
    }

    private static Octets signedContent(byte[] content) {
        byte[] label = Samples.ascii("tidegate/recipient-bundle/v1");
        byte[] hash = Sha256.of(signer.certificate().toByteArray());
        byte[] message = ByteBuffer.allocate(label.length + hash.length + content.length)
                .put(label)
                .put(hash)
                .put(content)
                .array();
        return Octets.of(new CborWriter()
                .octets(1, content)
                .octets(2, signer.certificate())
                .octets(3, signer.sign(message))
                .map());
    }

    private static RecipientKey key(Suite suite, int week) {
        Instant from = Samples.NOON.minus(Duration.ofDays(1)).plus(WEEK.multipliedBy(week));
        Octets spki = Octets.of(MemoryVault.pair(suite).getPublic().getEncoded());
        return RecipientKey.of(spki, suite, from, from.plus(WEEK));
    }

    private static ConfigSigner signer(String name) {
        DeviceAuthority authority = DeviceAuthority.create(shared.resolve(name + "-authority.p12"), CLOCK);
        authority.writeTrust(shared.resolve(name + "-trust.p12"));
        Path store = shared.resolve(name + "-signer.p12");
        authority.issueSigner(store);
        return ConfigSigner.load(store);
    }

    private Path file() {
        return folder.resolve("recipient.bundle");
    }

    private Path retired() {
        return folder.resolve("recipient.retired");
    }
}
