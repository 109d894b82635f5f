package dev.tidegate.crypto;

import dev.tidegate.core.payment.TillId;
import java.nio.file.Path;

/**
 * The till's folder of keys, as its enrolment filled it.
 *
 * <pre>
 * till.id         the till's identity, a UUID
 * till.p12        its TLS key and certificate        (till.password)
 * device-ca.p12   the certificate to trust           (device-ca.password)
 * recipient.key   the public key to seal to
 * chain.secret    one use: becomes chain.state at the first start and is deleted
 * chain.state     the chain, two slots
 * </pre>
 */
public record TillHome(Path folder) {
    /** @throws KeyFileException missing or not a UUID; the till refuses to start */
    public TillId till() {
        throw new UnsupportedOperationException();
    }

    /** The store of the till's own key and certificate, PKCS #12. */
    public Path keyStore() {
        return folder.resolve("till.p12");
    }

    /** The store of the certificate to trust, PKCS #12. */
    public Path trustStore() {
        return folder.resolve("device-ca.p12");
    }

    /** @throws KeyFileException missing or damaged; the till refuses to start */
    public RecipientKey recipient() {
        throw new UnsupportedOperationException();
    }

    /**
     * The chain for the life of this process, made from the enrolment's secret at the first start.
     *
     * @throws KeyFileException the secret is damaged or the disk refuses; the till refuses to start
     */
    public ChainSeal chain() {
        throw new UnsupportedOperationException();
    }
}
