package dev.tidegate.till;

import dev.tidegate.crypto.BundleRefusedException;
import dev.tidegate.till.gateway.BundleWatch;
import dev.tidegate.till.log.FactLog;

/** What became of recipient bundles, as a line each. */
record KeysTold(FactLog log) implements BundleWatch.Ears {
    @Override
    public void taken(long version) {
        log.bundleTaken(version);
    }

    @Override
    public void refused(long version, BundleRefusedException.Code why) {
        log.bundleRefused(version, why);
    }

    @Override
    public void broke(RuntimeException why) {
        log.broke("recipient-bundle", why);
    }
}
