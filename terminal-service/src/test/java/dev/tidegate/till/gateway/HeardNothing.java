package dev.tidegate.till.gateway;

import dev.tidegate.crypto.BundleRefusedException;

/** For tests in which no bundle comes: whatever is heard is a mistake. */
final class HeardNothing implements BundleWatch.Ears {
    @Override
    public void taken(long version) {
        throw new AssertionError("took bundle " + version);
    }

    @Override
    public void refused(long version, BundleRefusedException.Code why) {
        throw new AssertionError("refused bundle " + version + ": " + why);
    }

    @Override
    public void broke(RuntimeException why) {
        throw new AssertionError(why);
    }
}
