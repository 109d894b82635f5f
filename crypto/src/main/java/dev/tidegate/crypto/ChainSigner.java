package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.payment.TillId;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Collections;

/**
 * Signs places in a till's chain with one P-256 key: the till's own for its checkpoints, the gateway's for its
 * receipts. Safe to use from several threads.
 *
 * <pre>
 * signature = ECDSA P-256, SHA-256, r || s (IEEE P1363), over
 *             label || till id 16 || seq 8, big-endian || link of that record 32
 * label     = "tidegate/checkpoint/v1" | "tidegate/receipt/v1"
 * </pre>
 */
public final class ChainSigner {
    /** What a signature stands for. */
    enum Purpose {
        CHECKPOINT("tidegate/checkpoint/v1"),
        RECEIPT("tidegate/receipt/v1");

        private final byte[] label;

        Purpose(String label) {
            this.label = Sha256.label(label);
        }

        byte[] message(TillId till, long seq, Octets link) {
            return ByteBuffer.allocate(label.length + 16 + 8 + link.length())
                    .put(label)
                    .put(RecordFrame.bytes(till.value()))
                    .putLong(seq)
                    .put(link.toByteArray())
                    .array();
        }
    }

    /** r and s at their full length: what has another length is refused before any arithmetic. */
    static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private final PrivateKey key;
    private final Octets certificate;

    ChainSigner(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        this.key = key;
        this.certificate = Octets.of(certificate.getEncoded());
    }

    /** @throws KeyFileException missing, damaged, or it holds no key with a certificate */
    static ChainSigner read(Path store) {
        char[] password = StorePassword.of(store).toCharArray();
        KeyStore content = StoreFile.PKCS12.read(store, password);
        try {
            for (String alias : Collections.list(content.aliases())) {
                if (content.getKey(alias, password) instanceof PrivateKey key
                        && content.getCertificate(alias) instanceof X509Certificate certificate) {
                    return new ChainSigner(key, certificate);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new KeyFileException(store, "its key cannot be read");
        }
        throw new KeyFileException(store, "holds no key with a certificate");
    }

    /** The gateway's word that it has a till's journal up to a record; none where the key cannot be used. */
    public ChainReceipt receipt(TillId till, long seq, Octets link) {
        ChainSignature signature = sign(Purpose.RECEIPT, till, seq, link);
        return signature.isNone() ? ChainReceipt.none() : new ChainReceipt(seq, link, signature);
    }

    /** The till's word for its journal up to a record; none where the key cannot be used: a till must go on. */
    ChainSignature checkpoint(TillId till, long seq, Octets link) {
        return sign(Purpose.CHECKPOINT, till, seq, link);
    }

    private ChainSignature sign(Purpose purpose, TillId till, long seq, Octets link) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(purpose.message(till, seq, link));
            return new ChainSignature(Octets.of(signature.sign()), certificate);
        } catch (GeneralSecurityException e) {
            return ChainSignature.none();
        }
    }

    @Override
    public String toString() {
        return "ChainSigner";
    }
}
