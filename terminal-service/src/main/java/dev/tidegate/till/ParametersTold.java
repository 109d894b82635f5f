package dev.tidegate.till;

import dev.tidegate.crypto.ParametersKeeper.Verdict;
import dev.tidegate.till.gateway.ParametersWatch;
import dev.tidegate.till.log.FactLog;

/** What became of parameters, as a line each; and the page draws what may be taken again. */
record ParametersTold(FactLog log, Runnable changed) implements ParametersWatch.Ears {
    @Override
    public void heard(Verdict verdict, long version) {
        log.parameters(verdict, version);
        changed.run();
    }

    @Override
    public void broke(RuntimeException why) {
        log.broke("parameters", why);
    }
}
