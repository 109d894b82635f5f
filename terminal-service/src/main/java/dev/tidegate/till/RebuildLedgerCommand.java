package dev.tidegate.till;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Journal;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.saf.JournalLockedException;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.till.config.TillFolder;
import dev.tidegate.till.ledger.LedgerRebuild;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code rebuild-ledger [--verify] till.yml}: makes ledger.db from archive and journal while the till is down, and says
 * whether the one that was there said the same. Interrupted, it goes on where it was. With {@code --verify} it only
 * compares, and fails where they differ.
 */
final class RebuildLedgerCommand extends ConfiguredCommand<TillConfiguration> {
    /** What {@code --verify} ends with where the ledgers differ. */
    static final class DifferentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DifferentException() {
            super("ledger.db is not what the journal says: run rebuild-ledger without --verify");
        }
    }

    /** What it ends with where a process has the journal. */
    static final class TillRunsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TillRunsException() {
            super("the till is running: stop it, and run rebuild-ledger again");
        }
    }

    private final PrintStream out;

    RebuildLedgerCommand(PrintStream out) {
        super("rebuild-ledger", "makes ledger.db from archive and journal; the till is down");
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--verify").action(Arguments.storeTrue()).help("compare only");
    }

    @Override
    protected void run(Bootstrap<TillConfiguration> bootstrap, Namespace options, TillConfiguration configuration) {
        rebuild(configuration.till().home(), options.getBoolean("verify"));
    }

    void rebuild(Path folder, boolean verifyOnly) {
        TillHome home = new TillHome(folder);
        ProgressBar scan = new ProgressBar(out, "reading the journal");
        try (Journal journal = SafJournal.openToRead(
                new TillFolder(folder).journal(), home.chain(), (records, bytes, total) -> scan.at(bytes, total))) {
            scan.end();
            rebuild(new TillFolder(folder).ledger(), home.till(), journal, verifyOnly);
        } catch (JournalLockedException e) {
            throw new TillRunsException();
        }
    }

    private void rebuild(Path live, TillId till, Journal journal, boolean verifyOnly) {
        ProgressBar bar = new ProgressBar(out, "folding its records");
        try (LedgerRebuild rebuilt = LedgerRebuild.of(live, till, journal)) {
            boolean wasThere = Files.exists(live);
            boolean agrees = wasThere && rebuilt.agrees();
            if (verifyOnly) {
                rebuilt.discard();
                if (wasThere && !agrees) {
                    throw new DifferentException();
                }
                out.println(wasThere ? "ledger.db is what the journal says" : "there is no ledger.db");
                return;
            }
            long last = journal.head().seq();
            rebuilt.foldUpTo(last, seq -> bar.at(seq, last));
            bar.end();
            rebuilt.replaceLive();
            out.println(agrees || !wasThere ? "rebuilt" : "rebuilt; the ledger.db that was there said something else");
        }
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable e) {
        cli.getStdErr().println(e.getMessage());
    }
}
