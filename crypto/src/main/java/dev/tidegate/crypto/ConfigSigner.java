package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/**
 * The key that signs what a gateway tells its tills to keep: ECDSA on P-256 with SHA-256, its certificate issued by the
 * device authority under the name {@value #NAME}. What is signed begins with a label of its own, so that no signature
 * can be taken for another's. Safe to use from several threads.
 */
public final class ConfigSigner {
    /** The name in its certificate, a URI. */
    static final String NAME = "urn:tidegate:signer";
    /** r || s, each 32 bytes (IEEE P1363): one length, so that it is checked first. */
    public static final int SIGNATURE_BYTES = 64;

    static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private final PrivateKey key;
    private final Octets certificate;

    private ConfigSigner(PrivateKey key, Octets certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** @throws KeyFileException missing, damaged, or the password is wrong; the gateway refuses to start */
    public static ConfigSigner load(Path store) {
        char[] password = StorePassword.of(store).toCharArray();
        KeyStore content = StoreFile.PKCS12.read(store, password);
        try {
            if (content.getCertificate(DeviceAuthority.KEY_ALIAS) instanceof X509Certificate certificate
                    && content.getKey(DeviceAuthority.KEY_ALIAS, password) instanceof PrivateKey key) {
                return new ConfigSigner(key, Octets.of(certificate.getEncoded()));
            }
        } catch (GeneralSecurityException e) {
            throw new KeyFileException(store, "the signer's key cannot be read");
        }
        throw new KeyFileException(store, "holds no signer");
    }

    /** Its certificate, X.509 DER. */
    public Octets certificate() {
        return certificate;
    }

    /** The signature, {@value #SIGNATURE_BYTES} bytes. */
    public Octets sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return Octets.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new KeyUnavailableException("the config signer's key cannot sign");
        }
    }
}
