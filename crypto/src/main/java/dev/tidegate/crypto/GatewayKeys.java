package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The gateway's keys in one keystore file (BCFKS), its password beside it: the recipient key, the two column keys and the
 * key that wraps chain keys. Safe to use from several threads.
 */
public final class GatewayKeys implements AutoCloseable {
    private GatewayKeys() {}

    /**
     * Makes new keys and writes them, forced.
     *
     * @throws KeyFileException a file is there already, or the disk refuses
     */
    public static GatewayKeys create(Path file, InstantSource clock) {
        throw new UnsupportedOperationException();
    }

    /** @throws KeyFileException missing, damaged, or the password is wrong; the gateway refuses to start */
    public static GatewayKeys load(Path file) {
        throw new UnsupportedOperationException();
    }

    /** The public key that tills seal to now. */
    public RecipientKey recipient() {
        throw new UnsupportedOperationException();
    }

    /** The private keys that open. */
    public RecipientKeys recipientKeys() {
        throw new UnsupportedOperationException();
    }

    /** The seal of the card and track columns. */
    public ColumnSeal columns() {
        throw new UnsupportedOperationException();
    }

    /** A chain's key for the database, bound to its till and number. */
    public Octets wrapChainKey(TillId till, long keySeq, Octets key) {
        throw new UnsupportedOperationException();
    }

    /**
     * The chain's key again.
     *
     * @throws BodyRejectedException changed, or another till's or number's
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public Octets unwrapChainKey(TillId till, long keySeq, Octets wrapped) {
        throw new UnsupportedOperationException();
    }

    /** Lets the keys go; what they were asked for afterwards is a {@link KeyUnavailableException}. */
    @Override
    public void close() {}
}
