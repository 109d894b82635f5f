package dev.tidegate.till;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * {@code server}: a start that is refused is told in one sentence, on the last line of standard error; the process ends
 * with code 1. What nobody has foreseen keeps its stack trace.
 */
final class TillServer extends ServerCommand<TillConfiguration> {
    private static final String OURS = "dev.tidegate.";

    TillServer(TillApplication application) {
        super(application);
    }

    @Override
    public void onError(Cli cli, @Nullable Namespace namespace, Throwable why) {
        boolean isForeseen = why.getClass().getName().startsWith(OURS) || why instanceof ConfigurationException;
        if (isForeseen && why.getMessage() != null) {
            cli.getStdErr().println("The till does not start: " + why.getMessage());
            cli.getStdErr().flush();
        } else {
            super.onError(cli, namespace, why);
        }
    }
}
