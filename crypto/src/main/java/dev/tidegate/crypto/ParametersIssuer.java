package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.time.Instant;
import java.util.Locale;

/** Signs {@link TillParameters} for the tills of one gateway. Safe to use from several threads. */
public final class ParametersIssuer {
    private final ConfigSigner signer;

    ParametersIssuer(ConfigSigner signer) {
        this.signer = signer;
    }

    /**
     * Signs.
     *
     * @throws KeyUnavailableException the signer's key cannot be used
     */
    public SignedParameters sign(TillParameters parameters) {
        return SignedParameters.of(parameters, signer);
    }

    /** A name for what parameters say and who signs them, the same whenever they are issued: SHA-256, hexadecimal. */
    public String says(TillParameters parameters) {
        byte[] content = parameters.as(1, Instant.EPOCH).encode();
        byte[] hash = Sha256.of(content, signer.certificate().toByteArray());
        return Octets.of(hash).hex().toLowerCase(Locale.ROOT);
    }
}
