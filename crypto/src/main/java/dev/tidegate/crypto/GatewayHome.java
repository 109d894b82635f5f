package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/**
 * The gateway's folder of keys and certificates.
 *
 * <pre>
 * device-authority.p12   the key that signs certificates
 * device-ca.p12          the certificate to trust
 * server.p12             the gateway's own key and certificate
 * gateway.bcfks          recipient key, column keys, chain-wrapping key
 * recipient.key          the public half of the recipient key, as tills get it
 * *.password             one beside each store
 * </pre>
 */
public record GatewayHome(Path folder) {
    private static final int RECIPIENT_BYTES_MAX = 16_384;

    /**
     * Makes all of it, for a gateway that is called by the names of this machine alone.
     *
     * @throws KeyFileException something is there already, or the disk refuses
     */
    public static GatewayHome init(Path folder, InstantSource clock) {
        return init(folder, clock, List.of());
    }

    /**
     * Makes all of it.
     *
     * @param hosts DNS names and addresses by which tills call the gateway, besides those of this machine
     * @throws KeyFileException something is there already, or the disk refuses
     * @throws IllegalArgumentException a name is none
     */
    public static GatewayHome init(Path folder, InstantSource clock, List<String> hosts) {
        KeyFiles.folder(folder);
        GatewayHome home = new GatewayHome(folder);
        DeviceAuthority authority = DeviceAuthority.create(home.authorityStore(), clock);
        authority.writeTrust(home.trustStore());
        authority.issueServer(home.serverStore(), hosts);
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

    /** @throws KeyFileException missing or damaged; the gateway refuses to start */
    public DeviceAuthority authority(InstantSource clock) {
        return DeviceAuthority.load(authorityStore(), clock);
    }

    /**
     * The certificate to trust, without the authority's key.
     *
     * @throws KeyFileException missing or damaged
     */
    public X509Certificate authorityCertificate() {
        return DeviceAuthority.trusted(trustStore());
    }

    /**
     * The public key that tills seal to, as they keep it.
     *
     * @throws KeyFileException missing
     */
    public Octets recipient() {
        return Octets.of(KeyFiles.read(recipientFile(), RECIPIENT_BYTES_MAX));
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

    private Path recipientFile() {
        return folder.resolve("recipient.key");
    }

    private Path keyFile() {
        return folder.resolve("gateway.bcfks");
    }
}
