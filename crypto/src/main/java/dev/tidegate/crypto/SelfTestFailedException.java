package dev.tidegate.crypto;

/** A primitive, a provider or the source of chance is not what it should be. The process says so and does not start. */
public final class SelfTestFailedException extends RuntimeException {
    /** @param what in a few words, e.g. {@code AES-256-GCM gives a wrong answer} */
    SelfTestFailedException(String what) {
        super("The self-test failed: " + what + "; nothing may be sealed or opened here.");
    }
}
