package dev.tidegate.crypto;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;

/** The names by which a server is called: DNS names and addresses, those of its own machine always among them. */
final class ServerNames {
    /** More than a gateway has. */
    private static final int HOSTS_MAX = 32;

    private static final List<String> HERE = List.of("localhost", "127.0.0.1", "::1");
    private static final Pattern DNS_NAME =
            Pattern.compile("(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}))*");
    private static final int SAN_DNS = 2;
    private static final int SAN_ADDRESS = 7;

    private ServerNames() {}

    /** @throws IllegalArgumentException a name is none, or there are too many */
    static GeneralName[] of(List<String> hosts) {
        Set<String> all = new LinkedHashSet<>(HERE);
        all.addAll(hosts);
        if (all.size() > HOSTS_MAX) {
            throw new IllegalArgumentException("more than " + HOSTS_MAX + " names");
        }
        return all.stream().map(ServerNames::name).toArray(GeneralName[]::new);
    }

    /** The names in a certificate. */
    static GeneralName[] in(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return of(
                    names == null
                            ? List.of()
                            : names.stream()
                                    .filter(name -> name.get(0).equals(SAN_DNS)
                                            || name.get(0).equals(SAN_ADDRESS))
                                    .map(name -> compressed(String.valueOf(name.get(1))))
                                    .toList());
        } catch (CertificateParsingException e) {
            throw new IllegalArgumentException("a certificate whose names cannot be read", e);
        }
    }

    private static GeneralName name(String host) {
        if (IPAddress.isValid(host)) {
            return new GeneralName(GeneralName.iPAddress, host);
        }
        if (!DNS_NAME.matcher(host).matches()) {
            throw new IllegalArgumentException("not a DNS name or address, " + host.length() + " characters");
        }
        return new GeneralName(GeneralName.dNSName, host);
    }

    // The JDK writes ::1 out; a name is not to be there twice.
    private static String compressed(String name) {
        return name.equals("0:0:0:0:0:0:0:1") ? "::1" : name;
    }
}
