package dev.tidegate.emv.device;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** Whom a till takes for its device: certificates under the maker's authority alone, and for the device's own name. */
public final class DeviceTrust {
    /** Makers give one or two; more would be a whole store of authorities. */
    public static final int AUTHORITIES_MAX = 8;

    // Devices of before 2020 have no 1.3.
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;

    private DeviceTrust(SSLContext context) {
        this.context = context;
    }

    /**
     * Reads the maker's authorities from a PEM file; nothing else is trusted.
     *
     * @throws IllegalArgumentException it cannot be read, or has none or too many; the till refuses to start
     */
    public static DeviceTrust of(Path authorities) {
        try (InputStream in = Files.newInputStream(authorities)) {
            Collection<? extends Certificate> read =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (read.isEmpty() || read.size() > AUTHORITIES_MAX) {
                throw new IllegalArgumentException("a device's trust has 1 to " + AUTHORITIES_MAX + " certificates");
            }
            KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            for (Certificate each : read) {
                anchors.setCertificateEntry("authority " + anchors.size(), each);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new DeviceTrust(context);
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException("the authorities of a device cannot be read", unusable);
        }
    }

    SSLContext context() {
        return context;
    }

    SSLParameters parameters() {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        // The name is the one given when the socket is made: that of the certificate, not the address.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }
}
