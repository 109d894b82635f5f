package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tidegate.crypto.KeyImportRefusedException.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CustodiansTest {
    private static final char[] ANNAS = "four words and a river".toCharArray();
    private static final char[] BENS = "some other long phrase".toCharArray();
    private static final char[] NONE = new char[0];

    @TempDir
    private Path folder;

    private Instant now = Samples.NOON;
    private Custodians custodians;

    @BeforeEach
    void twoPeople() {
        custodians = new Custodians(folder.resolve("gateway.custodians"), new SecureRandom(), () -> now);
        custodians.add("anna", ANNAS, null, NONE);
        custodians.add("ben", BENS, null, NONE);
    }

    @Test
    void authenticate_theRightPassphrase_letsThrough() {
        assertThatCode(() -> custodians.authenticate("anna", ANNAS)).doesNotThrowAnyException();
    }

    @Test
    void authenticate_anothersPassphrase_isNotKnown() {
        refused(() -> custodians.authenticate("anna", BENS), Code.NOT_KNOWN);
    }

    @Test
    void authenticate_anUnknownName_isNotKnownEither() {
        refused(() -> custodians.authenticate("carl", BENS), Code.NOT_KNOWN);
    }

    @Test
    void authenticate_tenWrongPassphrases_locksForHalfAnHour() {
        for (int i = 0; i < Custodians.WRONG_MAX; i++) {
            refused(() -> custodians.authenticate("anna", BENS), Code.NOT_KNOWN);
        }

        refused(() -> custodians.authenticate("anna", ANNAS), Code.LOCKED);
        now = now.plus(Custodians.LOCKED_FOR);
        assertThatCode(() -> custodians.authenticate("anna", ANNAS)).doesNotThrowAnyException();
    }

    @Test
    void authenticate_theRightOneInBetween_startsCountingAgain() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < Custodians.WRONG_MAX - 1; i++) {
                refused(() -> custodians.authenticate("ben", ANNAS), Code.NOT_KNOWN);
            }
            custodians.authenticate("ben", BENS);
        }
        assertThatCode(() -> custodians.authenticate("ben", BENS)).doesNotThrowAnyException();
    }

    @Test
    void authenticate_inAnotherProcess_knowsThemStill() {
        Custodians again = new Custodians(folder.resolve("gateway.custodians"), new SecureRandom(), () -> now);

        assertThat(again.names()).containsExactly("anna", "ben");
        assertThatCode(() -> again.authenticate("ben", BENS)).doesNotThrowAnyException();
    }

    @Test
    void add_aThirdWithoutSponsor_isRefused() {
        refused(() -> custodians.add("carla", "a third long phrase".toCharArray(), null, NONE), Code.SPONSOR);
    }

    @Test
    void add_aThirdWithASponsor_isLetIn() {
        custodians.add("carla", "a third long phrase".toCharArray(), "ben", BENS);

        assertThat(custodians.names()).containsExactly("anna", "ben", "carla");
    }

    @Test
    void add_aSponsorWithAWrongPassphrase_isRefused() {
        refused(() -> custodians.add("carla", "a third long phrase".toCharArray(), "ben", ANNAS), Code.NOT_KNOWN);
    }

    @Test
    void add_aNameThatIsThere_isRefused() {
        refused(() -> custodians.add("ben", "a third long phrase".toCharArray(), "anna", ANNAS), Code.KNOWN_ALREADY);
    }

    @Test
    void add_anImpossibleName_isRefused() {
        for (String name : new String[] {"", "x", "Anna", "a\tb", "a b", "../etc", "a".repeat(33)}) {
            refused(() -> custodians.add(name, BENS, "anna", ANNAS), Code.FORM);
        }
    }

    @Test
    void add_aShortPassphrase_isRefused() {
        refused(() -> custodians.add("carla", "eleven char".toCharArray(), "anna", ANNAS), Code.PASSPHRASE);
    }

    @Test
    void add_aPassphraseMadeOfTheName_isRefused() {
        refused(() -> custodians.add("carla", "Carla2026!!!".toCharArray(), "anna", ANNAS), Code.PASSPHRASE);
    }

    @Test
    void file_ofPassphrases_holdsNone() throws Exception {
        String text = Files.readString(folder.resolve("gateway.custodians"));

        assertThat(text).contains("anna").doesNotContain("river").doesNotContain("phrase");
    }

    @Test
    void file_damaged_isRefused() throws Exception {
        Files.writeString(folder.resolve("gateway.custodians"), "tidegate custodians 1\nanna\tnothing\n");

        Assertions.assertThatThrownBy(() -> custodians.names()).isInstanceOf(KeyFileException.class);
    }

    @Test
    void lock_itsTime_isHalfAnHour() {
        assertThat(Custodians.LOCKED_FOR).isEqualTo(Duration.ofMinutes(30));
    }

    static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable step, Code code) {
        return Assertions.assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        KeyImportRefusedException.class,
                        e -> assertThat(e.code()).isEqualTo(code));
    }
}
