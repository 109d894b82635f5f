package dev.tidegate.till.gateway;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.BundleKeeper;
import dev.tidegate.crypto.HpkeSealer;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.till.time.TillTime;

/** What a till seals with: the bundle of public keys, the sealer, and the time that picks among them. */
public record Keyring(BundleKeeper keeper, HpkeSealer sealer, TillTime time) {
    /**
     * The keys in a till's folder.
     *
     * @throws dev.tidegate.crypto.KeyFileException missing or damaged; the till refuses to start
     */
    public static Keyring of(TillHome home, TillId till, TillTime time) {
        BundleKeeper keeper = home.bundle();
        return new Keyring(keeper, new HpkeSealer(keeper, till, time), time);
    }
}
