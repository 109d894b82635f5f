package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.payment.TdesSwitch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The gateway's folder of keys and certificates.
 *
 * <pre>
 * device-authority.p12   the key that signs certificates
 * device-ca.p12          the certificate to trust
 * server.p12             the gateway's own key and certificate
 * config-signer.p12      the key that signs bundles and receipts
 * gateway.bcfks          recipient keys, column keys, chain-wrapping key; not there when they are on a token
 * gateway.keys           which keys there are and were; no secrets
 * recipient.bundle       the public halves of the recipient keys, signed, as tills get them
 * hot.list               the cards that tills refuse, signed; not there before the first
 * gateway.custodians     who may bring parts of keys
 * gateway.people         the secrets of people at the page's door
 * gateway.imported       the keys that were brought, sealed
 * gateway.ceremony       one that is being brought, sealed, for a day at most
 * *.password             one beside each store
 * </pre>
 */
public record GatewayHome(Path folder) {
    private static final int BUNDLE_BYTES_MAX = 16_384;

    /**
     * Makes all of it, with keys in a file and the standard plan.
     *
     * @throws KeyFileException something is there already, or the disk refuses
     */
    public static GatewayHome init(Path folder, InstantSource clock) {
        return init(folder, new VaultPlace.InFile(), RotationPlan.standard(), clock, List.of());
    }

    /**
     * Makes all of it.
     *
     * @param hosts DNS names and addresses by which tills call the gateway, besides those of this machine
     * @throws KeyFileException something is there already, or the disk refuses
     * @throws KeyUnavailableException the token cannot be used
     * @throws IllegalArgumentException a name is none
     */
    public static GatewayHome init(
            Path folder, VaultPlace place, RotationPlan plan, InstantSource clock, List<String> hosts) {
        KeyFiles.folder(folder);
        GatewayHome home = new GatewayHome(folder);
        DeviceAuthority authority = DeviceAuthority.create(home.authorityStore(), clock);
        authority.writeTrust(home.trustStore());
        authority.issueServer(home.serverStore(), hosts);
        authority.issueSigner(home.signerStore());
        KeyVault vault =
                place instanceof VaultPlace.OnToken token ? token(token, clock) : FileVault.create(home.keyFile());
        try (GatewayKeys keys = GatewayKeys.create(vault, home.registerFile(), plan, clock.instant())) {
            home.bundles().publish(keys.recipients(), clock.instant());
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
     * The signed bundle of public keys that tills seal to, as they keep it.
     *
     * @throws KeyFileException missing
     */
    public Octets recipientBundle() {
        return Octets.of(KeyFiles.read(bundleFile(), BUNDLE_BYTES_MAX));
    }

    /** As {@link #keys(VaultPlace, InstantSource)}, for keys in a file. */
    public GatewayKeys keys() {
        return keys(new VaultPlace.InFile(), InstantSource.system());
    }

    /**
     * The keys of this gateway. A token may be away: then each use says so.
     *
     * @throws KeyFileException missing or damaged; the gateway refuses to start
     */
    public GatewayKeys keys(VaultPlace place, InstantSource clock) {
        KeyVault vault = place instanceof VaultPlace.OnToken token ? token(token, clock) : FileVault.open(keyFile());
        return GatewayKeys.open(vault, registerFile(), clock.instant());
    }

    /** @throws KeyFileException missing or damaged; the gateway refuses to start */
    public ConfigSigner signer() {
        return ConfigSigner.load(signerStore());
    }

    /**
     * Signs receipts for what tills have sent.
     *
     * @throws KeyFileException missing or damaged; the gateway refuses to start
     */
    public ChainSigner chainSigner() {
        return new ChainSigner(signer());
    }

    /**
     * Checks what tills have signed.
     *
     * @throws KeyFileException missing or damaged; the gateway refuses to start
     */
    public SignatureCheck signatureCheck() {
        return SignatureCheck.under(trustStore());
    }

    /**
     * Believes what this gateway's signer has signed.
     *
     * @throws KeyFileException missing or damaged
     */
    public SignerTrust signerTrust() {
        return SignerTrust.of(trustStore());
    }

    /**
     * The bundle that tills get.
     *
     * @throws KeyFileException missing or damaged; the gateway refuses to start
     */
    public BundleIssuer bundles() {
        return BundleIssuer.open(bundleFile(), signer(), signerTrust());
    }

    /**
     * The hot list that tills get.
     *
     * @throws KeyFileException the signer is missing or damaged
     */
    public HotListIssuer hotLists() {
        return new HotListIssuer(folder.resolve("hot.list"), signer(), signerTrust());
    }

    /**
     * Signs what tills have to know of their merchants and acquirers.
     *
     * @throws KeyFileException the signer is missing or damaged
     */
    public ParametersIssuer parameters() {
        return new ParametersIssuer(signer());
    }

    /**
     * The keys whose certificates lie here, for the inventory.
     *
     * @throws KeyFileException missing or damaged
     */
    public List<InventoryRow> certified(Instant now) {
        return List.of(
                StoreFile.PKCS12.row(authorityStore(), KeyRole.DEVICE_AUTHORITY, now),
                StoreFile.PKCS12.row(serverStore(), KeyRole.SERVER, now),
                StoreFile.PKCS12.row(signerStore(), KeyRole.CONFIG_SIGNER, now));
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
        KeyFiles.write(home.bundleFile(), bundles().current().raw().toByteArray());
        byte[] secret = new byte[ChainKey.BYTES];
        new SecureRandom().nextBytes(secret);
        KeyFiles.write(home.secretFile(), secret);
        TillChain chain = TillChain.enrolled(till, secret);
        Wipe.all(secret);
        return chain;
    }

    /** The secrets of the people at the page's door. */
    public PeopleSecrets people() {
        return new PeopleSecrets(folder.resolve("gateway.people"), new SecureRandom());
    }

    /** The people who may bring parts of keys. */
    public Custodians custodians(InstantSource clock) {
        return new Custodians(folder.resolve("gateway.custodians"), new SecureRandom(), clock);
    }

    /**
     * The keys that were brought.
     *
     * @throws KeyUnavailableException the vault cannot be used now
     */
    public ImportedKeys imported(GatewayKeys keys, InstantSource clock) {
        return new ImportedKeys(importedFile(), keys.imports(clock.instant()));
    }

    /**
     * The keys that were brought, for the inventory; the vault need not be there.
     *
     * @throws KeyFileException damaged
     */
    public List<InventoryRow> imported() {
        return ImportedKeys.inventory(importedFile());
    }

    private Path importedFile() {
        return folder.resolve("gateway.imported");
    }

    /**
     * The ceremony that brings one.
     *
     * @throws KeyUnavailableException the vault cannot be used now
     */
    public KeyCeremony ceremony(GatewayKeys keys, TdesSwitch tdes, InstantSource clock) {
        return new KeyCeremony(
                folder.resolve("gateway.ceremony"),
                keys.imports(clock.instant()),
                imported(keys, clock),
                custodians(clock),
                tdes,
                clock);
    }

    private Path authorityStore() {
        return folder.resolve("device-authority.p12");
    }

    private Path signerStore() {
        return folder.resolve("config-signer.p12");
    }

    private Path bundleFile() {
        return folder.resolve("recipient.bundle");
    }

    private Path registerFile() {
        return folder.resolve("gateway.keys");
    }

    private static KeyVault token(VaultPlace.OnToken place, InstantSource clock) {
        return new TokenVault(new Pkcs11(place), clock, TokenVault.ANSWER_WITHIN);
    }

    private Path keyFile() {
        return folder.resolve("gateway.bcfks");
    }
}
