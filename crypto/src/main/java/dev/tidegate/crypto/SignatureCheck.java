package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.TillId;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the signatures of {@link ChainSigner}: that of a till in its CHECKPOINT and EPOCH_CLOSE records, that of the
 * gateway in its receipts. Needs no secret. Safe to use from several threads.
 *
 * <p>A certificate counts when the device authority has issued it and it names the till, or the gateway's signer. Its
 * dates are not looked at: the clock of a till is not to be trusted, and a journal is read long after. That it was
 * revoked is not known here either.
 */
public final class SignatureCheck {
    /** What a signature is worth. */
    public enum Verdict {
        /** The key that the authority knows has signed exactly this. */
        GOOD,
        /** A key has signed exactly this; whose it is was not asked, for want of the authority's certificate. */
        NOT_ANCHORED,
        /** There is none. */
        UNSIGNED,
        /** There is one, and it was not looked at: a later one that was stands for the same records, and this one. */
        COVERED,
        /** The certificate is not of that till, or signer, or not issued by the authority. */
        FOREIGN_CERTIFICATE,
        /** The key of the certificate has not signed this. */
        BAD_SIGNATURE;

        /** Whether somebody has tampered. */
        public boolean isBad() {
            return this == FOREIGN_CERTIFICATE || this == BAD_SIGNATURE;
        }
    }

    /** A certificate that counts for a name. */
    private record Known(Octets der, String name, X509Certificate certificate) {}

    private final @Nullable X509Certificate authority;
    private volatile @Nullable Known known;

    private SignatureCheck(@Nullable X509Certificate authority) {
        this.authority = authority;
    }

    /** With the authority's certificate. */
    public static SignatureCheck under(X509Certificate authority) {
        return new SignatureCheck(authority);
    }

    /**
     * With the authority's certificate from a file: a PKCS #12 store with its password beside it, or PEM or DER.
     *
     * @throws KeyFileException missing, damaged, or without a certificate
     */
    public static SignatureCheck under(Path authority) {
        return under(Certificates.trusted(authority));
    }

    /** Without: a good signature is {@link Verdict#NOT_ANCHORED}. */
    public static SignatureCheck notAnchored() {
        return new SignatureCheck(null);
    }

    /** The signature that a CHECKPOINT or EPOCH_CLOSE carries over the record before it; UNSIGNED of any other. */
    public Verdict ofRecord(TillId till, JournalRecord record) {
        if (!(record.entry() instanceof JournalEntry.Signed signed)) {
            return Verdict.UNSIGNED;
        }
        Octets previous = RecordFrame.read(record.raw()).previous();
        return ofPlace(till, record.seq() - 1, previous, signed.signature());
    }

    Verdict ofPlace(TillId till, long seq, Octets link, ChainSignature signature) {
        byte[] message = ChainSigner.Purpose.CHECKPOINT.message(till, seq, link);
        return check(signature, message, DeviceAuthority.TILL_NAME + till);
    }

    /** The gateway's signature under a receipt for a till's journal. */
    public Verdict ofReceipt(TillId till, ChainReceipt receipt) {
        byte[] message = ChainSigner.Purpose.RECEIPT.message(till, receipt.seq(), receipt.link());
        return check(receipt.signature(), message, ConfigSigner.NAME);
    }

    private Verdict check(ChainSignature signature, byte[] message, String name) {
        if (signature.isNone()) {
            return Verdict.UNSIGNED;
        }
        X509Certificate certificate = certificate(signature.certificate(), name);
        if (certificate == null) {
            return Verdict.FOREIGN_CERTIFICATE;
        }
        if (!verifies(certificate, message, signature.value())) {
            return Verdict.BAD_SIGNATURE;
        }
        return authority == null ? Verdict.NOT_ANCHORED : Verdict.GOOD;
    }

    // Absent where it does not count. A journal has thousands of signatures and a few certificates.
    private @Nullable X509Certificate certificate(Octets der, String name) {
        Known last = known;
        if (last != null && last.der.equals(der) && last.name.equals(name)) {
            return last.certificate;
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            X509Certificate certificate =
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toByteArray()));
            if (authority != null) {
                certificate.verify(authority.getPublicKey());
            }
            if (!Certificates.names(certificate).equals(List.of(name))) {
                return null;
            }
            known = new Known(der, name, certificate);
            return certificate;
        } catch (GeneralSecurityException | RuntimeException e) {
            return null;
        }
    }

    // What hostile bytes make a provider throw is an answer, too.
    private static boolean verifies(X509Certificate certificate, byte[] message, Octets value) {
        try {
            if (!(certificate.getPublicKey() instanceof ECPublicKey key)
                    || key.getParams().getOrder().bitLength() != 8 * ChainSignature.VALUE_BYTES / 2) {
                return false;
            }
            Signature signature = Signature.getInstance(ConfigSigner.ALGORITHM);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(value.toByteArray());
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}
