package dev.tidegate.crypto;

import dev.tidegate.core.payment.TillId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The till's folder of keys, as its enrolment filled it.
 *
 * <pre>
 * till.id         the till's identity, a UUID
 * till.p12        its TLS key and certificate        (till.password)
 * device-ca.p12   the certificate to trust           (device-ca.password)
 * recipient.bundle   the public keys to seal to, signed; newer ones take its place
 * recipient.retired  ids of keys that were given up, 8 bytes each, so that none comes back
 * hot.list        the cards to refuse, signed; newer ones take its place; not there before the first
 * till.parameters what its merchant and acquirer allow, signed; newer ones take its place
 * chain.secret    one use: becomes chain.state at the first start and is deleted
 * chain.state     the chain, two slots
 * </pre>
 */
public record TillHome(Path folder) {
    private static final int UUID_CHARACTERS = 36;

    /** @throws KeyFileException missing or not a UUID; the till refuses to start */
    public TillId till() {
        String text = new String(KeyFiles.read(idFile(), UUID_CHARACTERS + 2), StandardCharsets.US_ASCII).strip();
        try {
            if (text.length() == UUID_CHARACTERS) {
                return TillId.of(text);
            }
        } catch (IllegalArgumentException e) {
            throw new KeyFileException(idFile(), "holds no till's identity");
        }
        throw new KeyFileException(idFile(), "holds no till's identity");
    }

    /** The store of the till's own key and certificate, PKCS #12. */
    public Path keyStore() {
        return folder.resolve("till.p12");
    }

    /** The store of the certificate to trust, PKCS #12. */
    public Path trustStore() {
        return folder.resolve("device-ca.p12");
    }

    /**
     * The public keys to seal to; one keeper for the life of a process.
     *
     * @throws KeyFileException missing, damaged, or not signed for this till; the till refuses to start
     */
    public BundleKeeper bundle() {
        return BundleKeeper.open(bundleFile(), folder.resolve("recipient.retired"), signerTrust());
    }

    /**
     * The cards to refuse; one keeper for the life of a process.
     *
     * @throws KeyFileException damaged, or not signed for this till; the till refuses to start
     */
    public HotListKeeper hotList() {
        return HotListKeeper.open(folder.resolve("hot.list"), signerTrust());
    }

    /**
     * What merchant and acquirer allow; one keeper for the life of a process.
     *
     * @throws KeyFileException damaged, or not signed for this till; the till refuses to start
     */
    public ParametersKeeper parameters() {
        return ParametersKeeper.open(folder.resolve("till.parameters"), till(), signerTrust());
    }

    /**
     * Believes what the gateway's signer has signed.
     *
     * @throws KeyFileException missing or damaged
     */
    public SignerTrust signerTrust() {
        return SignerTrust.of(trustStore());
    }

    /**
     * Checks the gateway's receipts.
     *
     * @throws KeyFileException missing or damaged; the till refuses to start
     */
    public SignatureCheck signatureCheck() {
        return SignatureCheck.under(trustStore());
    }

    /**
     * Signs checkpoints with the key of the till's certificate, as it is now.
     *
     * @throws KeyFileException missing or damaged; the till refuses to start
     */
    public ChainSigner signer() {
        return ChainSigner.read(keyStore());
    }

    /**
     * The chain for the life of this process, made from the enrolment's secret at the first start.
     *
     * @param signer asked at each checkpoint: a till whose certificate is swapped signs with the new one
     * @throws KeyFileException the secret is damaged or the disk refuses; the till refuses to start
     * @throws dev.tidegate.core.port.JournalBrokenException the disk refuses to give the state; the till does not start
     */
    public ChainSeal chain(Supplier<ChainSigner> signer) {
        TillId till = till();
        Path state = chainFile();
        if (Files.exists(secretFile())) {
            if (!Files.exists(state)) {
                enrol(state, till);
            }
            // Also after a crash between the two: a state is only ever there whole.
            KeyFiles.shred(secretFile());
        }
        return ChainSeal.load(state, till, signer);
    }

    /**
     * As above, signed with the key of the till's store, the new one once a renewal has put it there.
     *
     * @throws KeyFileException also: the store is missing or damaged
     */
    public ChainSeal chain() {
        return chain(new StoredSigner(keyStore()));
    }

    private void enrol(Path state, TillId till) {
        byte[] secret = KeyFiles.read(secretFile(), ChainKey.BYTES);
        try {
            if (secret.length != ChainKey.BYTES) {
                throw new KeyFileException(secretFile(), "has not 32 bytes");
            }
            ChainSeal.enrol(state, till, secret);
        } finally {
            Wipe.all(secret);
        }
    }

    Path idFile() {
        return folder.resolve("till.id");
    }

    Path bundleFile() {
        return folder.resolve("recipient.bundle");
    }

    Path chainFile() {
        return folder.resolve("chain.state");
    }

    Path secretFile() {
        return folder.resolve("chain.secret");
    }
}
