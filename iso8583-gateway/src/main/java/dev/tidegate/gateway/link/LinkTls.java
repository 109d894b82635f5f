package dev.tidegate.gateway.link;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the connection to an acquirer is secured: TLS 1.3 or 1.2. The files are read at each attempt to connect, so that
 * new ones count from the next.
 *
 * @param trust the authorities whose certificates are good, as PEM
 * @param name the name that the host's certificate has to have, or empty: the address in use
 * @param own our certificate and key as PKCS #12, for a host that asks for it
 * @param password the file with the password of {@code own}
 */
public record LinkTls(
        Path trust,
        String name,
        @Nullable Path own,
        @Nullable Path password) {
    public LinkTls {
        if ((own == null) != (password == null)) {
            throw new IllegalArgumentException("our certificate comes with the file of its password");
        }
    }
}
