package dev.tidegate.gateway.codec;

/**
 * Makes and checks the authentication codes of one acquirer's messages (DE 64, DE 128). Which bytes are covered is the
 * codec's to know, key and algorithm are the implementation's. Called from several threads at once.
 */
public interface MessageMac {
    /**
     * The code of a message that we send.
     *
     * @param covered the bytes it covers, card data among them; the codec wipes them when this returns, so none may be
     *     kept
     * @return 8 bytes, of which the profile says how many are used
     * @throws dev.tidegate.crypto.KeyUnavailableException there is no key now; the message is not sent
     */
    byte[] compute(byte[] covered);

    /**
     * Whether a code that came belongs to the bytes that came. It takes the same time whatever differs.
     *
     * @param covered as for {@link #compute}
     * @param mac 4 to 8 bytes, as many as the profile says are used
     * @throws dev.tidegate.crypto.KeyUnavailableException there is no key now; the message is taken as unanswered
     */
    boolean verify(byte[] covered, byte[] mac);

    /** Whether a code may be waited for, as where a module makes it: then no thread of a link asks for one. */
    default boolean waits() {
        return false;
    }
}
