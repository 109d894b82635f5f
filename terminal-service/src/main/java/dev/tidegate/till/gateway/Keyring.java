package dev.tidegate.till.gateway;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.BundleKeeper;
import dev.tidegate.crypto.HpkeSealer;
import dev.tidegate.crypto.TillHome;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** What a till seals with: the bundle of public keys, the sealer, and the time that picks among them. */
public record Keyring(BundleKeeper keeper, HpkeSealer sealer, SignedTime time) {
    /**
     * The keys in a till's folder.
     *
     * @param nanos a clock that only goes forward
     * @throws dev.tidegate.crypto.KeyFileException missing or damaged; the till refuses to start
     */
    public static Keyring of(TillHome home, TillId till, InstantSource clock, LongSupplier nanos) {
        BundleKeeper keeper = home.bundle();
        SignedTime time = new SignedTime(clock, nanos);
        return new Keyring(keeper, new HpkeSealer(keeper, till, time), time);
    }
}
