package dev.tidegate.gateway.security;

import dev.tidegate.crypto.payment.KeyAlgorithm;
import dev.tidegate.crypto.payment.MacScheme;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.gateway.codec.MessageMac;
import dev.tidegate.gateway.profile.Mac;
import java.util.Arrays;

/** Codes made here, with a key that two people brought in parts: what a host asks for that exchanges none. */
public final class VaultMac implements MessageMac, AutoCloseable {
    private final PaymentKey key;
    private final MacScheme scheme;

    /**
     * @param key taken over: wiped by {@link #close()}
     * @throws IllegalArgumentException it is not one for this algorithm; the start is refused
     */
    public VaultMac(PaymentKey key, Mac.Algorithm algorithm) {
        boolean fits = switch (algorithm) {
            // The retail MAC with such a key is the single DES code.
            case DES_CBC -> key.isSingleDes();
            case X9_19 -> key.algorithm() == KeyAlgorithm.TDES && key.length() == 16;
            case AES_CMAC -> key.algorithm() == KeyAlgorithm.AES;
        };
        if (!fits) {
            throw new IllegalArgumentException("the key for authentication codes is not one for " + algorithm
                    + (algorithm == Mac.Algorithm.DES_CBC ? ": bring the single DES key twice, as 16 bytes" : ""));
        }
        this.key = key;
        this.scheme = algorithm == Mac.Algorithm.AES_CMAC ? MacScheme.CMAC : MacScheme.RETAIL_1;
    }

    @Override
    public byte[] compute(byte[] covered) {
        return Arrays.copyOf(scheme.make(key, covered), Mac.FIELD_BYTES);
    }

    @Override
    public boolean verify(byte[] covered, byte[] mac) {
        return scheme.verify(key, covered, mac);
    }

    @Override
    public void close() {
        key.close();
    }
}
