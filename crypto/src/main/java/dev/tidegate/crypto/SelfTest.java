package dev.tidegate.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a service asks of its cryptography before it does anything else: each primitive in use gives its published
 * answer, comes from the provider that was tested, and the source of chance is not stuck.
 *
 * <p>Finds a wrong jar on the class path, a provider that another product put first, a miscompiled intrinsic, a virtual
 * machine with a dead random device. It is no certification.
 */
public final class SelfTest {
    private SelfTest() {}

    /** Something to ask, with the name that a person reads when it fails. */
    record Check(String name, Question question) {}

    /** What a check does. */
    interface Question {
        /** @return what is wrong, absent where nothing is */
        @Nullable
        String ask() throws GeneralSecurityException;
    }

    /**
     * Asks everything.
     *
     * @return how many checks there were
     * @throws SelfTestFailedException one failed; the process says its message and ends
     */
    public static int run() {
        return run(checks(new SecureRandom()));
    }

    static int run(List<Check> checks) {
        for (Check check : checks) {
            String wrong;
            try {
                wrong = check.question().ask();
            } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
                wrong = "cannot be used (" + e.getClass().getSimpleName() + ")";
            }
            if (wrong != null) {
                throw new SelfTestFailedException(check.name() + " " + wrong);
            }
        }
        return checks.size();
    }

    static List<Check> checks(RandomGenerator chance) {
        return List.of(
                new Check("Bouncy Castle", Providers::bouncyCastle),
                new Check("the JDK's AES-GCM", Providers::aesGcm),
                new Check("the JDK's SHA-256", Providers::sha256),
                new Check("the random generator", () -> ChanceHealth.ask(chance)),
                new Check("SHA-256", KnownAnswers::sha256),
                new Check("HMAC-SHA-256", KnownAnswers::hmac),
                new Check("HKDF-SHA-256", KnownAnswers::hkdf),
                new Check("AES-256-GCM", KnownAnswers::aesGcm),
                new Check("AES-CMAC", KnownAnswers::cmac),
                new Check("ECDH on P-256", KnownAnswers::ecdh),
                new Check("X25519", KnownAnswers::x25519),
                new Check("ECDSA on P-256", KnownAnswers::ecdsa),
                new Check("HPKE", KnownAnswers::hpke));
    }
}
