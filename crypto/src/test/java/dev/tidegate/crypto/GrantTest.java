package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.core.card.Octets;
import dev.tidegate.crypto.GrantRefusedException.Code;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's word for one adoption, and what nobody believes. */
final class GrantTest {
    private static final AdoptionGrant GRANT = Samples.grant();

    @TempDir
    private static Path folder;

    private static GatewayHome ours;
    private static GatewayHome theirs;

    @BeforeAll
    static void makeKeys() {
        ours = GatewayHome.init(folder.resolve("ours"), InstantSource.fixed(Samples.NOON));
        theirs = GatewayHome.init(folder.resolve("theirs"), InstantSource.fixed(Samples.NOON));
    }

    @Test
    void verify_ourOwn_saysWhatWasGranted() {
        SignedGrant signed = SignedGrant.of(GRANT, ours.signer());

        assertThat(SignedGrant.verify(signed.raw(), ours.signerTrust()).grant()).isEqualTo(GRANT);
    }

    @Test
    void text_withALineEnd_isReadAgain() {
        SignedGrant signed = SignedGrant.of(GRANT, ours.signer());

        assertThat(SignedGrant.ofText(signed.text() + "\r\n", ours.signerTrust()))
                .isEqualTo(signed);
    }

    @Test
    void verify_anotherGateways_isForeign() {
        assertThat(codeOf(SignedGrant.of(GRANT, theirs.signer()).raw())).isEqualTo(Code.FOREIGN_SIGNER);
    }

    @Test
    void verify_otherTills_isABadSignature() {
        SignedGrant signed = SignedGrant.of(GRANT, ours.signer());
        AdoptionGrant other =
                new AdoptionGrant(GRANT.id(), GRANT.to(), GRANT.from(), GRANT.issuedAt(), GRANT.notAfter());
        CborMap in = CborMap.read(signed.raw().toByteArray());
        Octets forged = Octets.of(new CborWriter()
                .octets(1, other.encode())
                .octets(2, in.octets(2))
                .octets(3, in.octets(3))
                .map());

        assertThat(codeOf(forged)).isEqualTo(Code.BAD_SIGNATURE);
    }

    @Test
    void verify_aSignatureWithoutItsLabel_isABadSignature() {
        byte[] content = GRANT.encode();
        Octets forged = Octets.of(new CborWriter()
                .octets(1, content)
                .octets(2, ours.signer().certificate())
                .octets(3, ours.signer().sign(content))
                .map());

        assertThat(codeOf(forged)).isEqualTo(Code.BAD_SIGNATURE);
    }

    @Test
    void verify_issuedBeforeTheSignerWas_isForeign() {
        AdoptionGrant early = new AdoptionGrant(
                GRANT.id(), GRANT.from(), GRANT.to(), Samples.NOON.minus(Duration.ofDays(30)), Samples.NOON);

        assertThat(codeOf(SignedGrant.of(early, ours.signer()).raw())).isEqualTo(Code.FOREIGN_SIGNER);
    }

    @Test
    void verify_everyCutGrant_isRefused() {
        byte[] whole = SignedGrant.of(GRANT, ours.signer()).raw().toByteArray();
        for (int length = 0; length < whole.length; length++) {
            assertThat(codeOf(Octets.of(whole, 0, length))).isEqualTo(Code.BAD_FORMAT);
        }
    }

    @Test
    void ofText_noBase64_isBadFormat() {
        assertThatExceptionOfType(GrantRefusedException.class)
                .isThrownBy(() -> SignedGrant.ofText("a grant, honestly", ours.signerTrust()))
                .satisfies(why -> assertThat(why.code()).isEqualTo(Code.BAD_FORMAT));
    }

    @Test
    void grant_toTheTillItself_isNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdoptionGrant(
                        UUID.randomUUID(), Samples.TILL, Samples.TILL, GRANT.issuedAt(), GRANT.notAfter()));
    }

    private static Code codeOf(Octets raw) {
        Code[] code = new Code[1];
        assertThatExceptionOfType(GrantRefusedException.class)
                .isThrownBy(() -> SignedGrant.verify(raw, ours.signerTrust()))
                .satisfies(why -> code[0] = why.code());
        return code[0];
    }
}
