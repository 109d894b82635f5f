package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.payment.TillId;
import java.nio.ByteBuffer;
import java.nio.file.Path;

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

        private final String label;

        Purpose(String label) {
            this.label = label;
        }

        byte[] message(TillId till, long seq, Octets link) {
            return ByteBuffer.allocate(label.length() + 16 + 8 + link.length())
                    .put(Sha256.label(label))
                    .put(RecordFrame.bytes(till.value()))
                    .putLong(seq)
                    .put(link.toByteArray())
                    .array();
        }
    }

    private final ConfigSigner signer;

    ChainSigner(ConfigSigner signer) {
        this.signer = signer;
    }

    /** @throws KeyFileException missing, damaged, or it holds no key with a certificate */
    static ChainSigner read(Path store) {
        return new ChainSigner(ConfigSigner.load(store));
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
            return new ChainSignature(signer.sign(purpose.message(till, seq, link)), signer.certificate());
        } catch (KeyUnavailableException e) {
            return ChainSignature.none();
        }
    }

    @Override
    public String toString() {
        return "ChainSigner";
    }
}
