package dev.tidegate.crypto;

/** What an authority answered is not the certificate that was asked for. The till keeps what it has and asks again. */
public final class CertificateRejectedException extends RuntimeException {
    /** @param why no content of the answer */
    public CertificateRejectedException(String why) {
        super(why);
    }
}
