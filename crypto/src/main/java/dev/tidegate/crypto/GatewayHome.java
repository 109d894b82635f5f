package dev.tidegate.crypto;

import dev.tidegate.core.payment.TillId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * The gateway's folder of keys and certificates.
 *
 * <pre>
 * device-authority.p12   the key that signs certificates
 * device-ca.p12          the certificate to trust
 * server.p12             the gateway's own key and certificate
 * signer.p12             the key that signs receipts
 * gateway.bcfks          recipient key, column keys, chain-wrapping key
 * recipient.key          the public half of the recipient key, as tills get it
 * *.password             one beside each store
 * </pre>
 */
public record GatewayHome(Path folder) {
    /**
     * Makes all of it.
     *
     * @throws KeyFileException something is there already, or the disk refuses
     */
    public static GatewayHome init(Path folder, InstantSource clock) {
        KeyFiles.folder(folder);
        GatewayHome home = new GatewayHome(folder);
        DeviceAuthority authority = DeviceAuthority.create(home.authorityStore(), clock);
        authority.writeTrust(home.trustStore());
        authority.issueServer(home.serverStore());
        authority.issueSigner(home.signerStore());
        try (GatewayKeys keys = GatewayKeys.create(home.keyFile(), clock)) {
            keys.recipient().write(home.recipientFile());
        }
        return home;
    }

    /** The store of the gateway's own key and certificate, PKCS #12. */
    public Path serverStore() {
        return folder.resolve("server.p12");
    }

    /** The store of the certificate to trust, PKCS #12. */
    public Path trustStore() {
        return folder.resolve("device-ca.p12");
    }

    /**
     * Signs receipts for what tills have sent.
     *
     * @throws KeyFileException missing or damaged; the gateway refuses to start
     */
    public ChainSigner signer() {
        return ChainSigner.read(signerStore());
    }

    /**
     * Checks what tills have signed.
     *
     * @throws KeyFileException missing or damaged; the gateway refuses to start
     */
    public SignatureCheck signatureCheck() {
        return SignatureCheck.under(trustStore());
    }

    /** @throws KeyFileException missing or damaged; the gateway refuses to start */
    public GatewayKeys keys() {
        return GatewayKeys.load(keyFile());
    }

    /**
     * Enrols a till: fills a new folder with all that it needs, see {@link TillHome}. Opens no private recipient key.
     *
     * @return the start of its chain, which the caller keeps in its database; there is no other copy
     * @throws KeyFileException the folder holds a till already, or the disk refuses
     */
    public TillChain enrolTill(TillId till, Path out, InstantSource clock) {
        KeyFiles.folder(out);
        TillHome home = new TillHome(out);
        KeyFiles.write(home.idFile(), till.toString().getBytes(StandardCharsets.US_ASCII));
        DeviceAuthority authority = DeviceAuthority.load(authorityStore(), clock);
        authority.issueTill(till, home.keyStore());
        authority.writeTrust(home.trustStore());
        RecipientKey.read(recipientFile()).write(home.recipientFile());
        byte[] secret = new byte[ChainKey.BYTES];
        new SecureRandom().nextBytes(secret);
        KeyFiles.write(home.secretFile(), secret);
        TillChain chain = TillChain.enrolled(till, secret);
        Wipe.all(secret);
        return chain;
    }

    private Path authorityStore() {
        return folder.resolve("device-authority.p12");
    }

    private Path signerStore() {
        return folder.resolve("signer.p12");
    }

    private Path recipientFile() {
        return folder.resolve("recipient.key");
    }

    private Path keyFile() {
        return folder.resolve("gateway.bcfks");
    }
}
