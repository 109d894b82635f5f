package dev.tidegate.till.cli;

import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.Settings;
import dev.tidegate.till.fake.Enrolment;
import dev.tidegate.till.fake.Samples;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine;

/** A till's journal on disk, and the commands run on it as a person does. */
final class SampleJournal {
    /** What a command said. */
    record Said(int code, String out, String err) {}

    /** Of the card of all its sales. */
    static final String CARD_NUMBER = "4761739001010119";

    private final Enrolment enrolment;
    private final List<PaymentId> payments = new ArrayList<>();

    private SampleJournal(Enrolment enrolment) {
        this.enrolment = enrolment;
    }

    /**
     * Ten sales of 10.01 to 10.10, each told. The gateway has acknowledged the first four and captured three; the fifth
     * was voided at the till; the rest waits.
     */
    static SampleJournal in(Path folder) {
        SampleJournal made = new SampleJournal(Enrolment.in(folder));
        try (SafJournal journal = made.open()) {
            for (int n = 1; n <= 10; n++) {
                PaymentId id = Samples.id();
                made.payments.add(id);
                JournalRecord ignored = journal.append(Samples.stored(id, 1_000 + n));
                JournalRecord shown = journal.append(new JournalEntry.Shown(id));
                if (n == 4) {
                    JournalRecord offered = journal.append(new JournalEntry.Offered(shown.seq()));
                    ChainReceipt receipt =
                            made.enrolment.gateway().chainSigner().receipt(Samples.TILL, offered.seq(), offered.link());
                    journal.acknowledge(new Journal.Acknowledged(offered.seq(), new TreeSet<>(), receipt));
                }
                if (n == 5) {
                    journal.append(new JournalEntry.Voided(id));
                }
            }
            for (int n = 0; n < 3; n++) {
                JournalRecord ignored =
                        journal.append(Samples.result(made.payments.get(n), 1, "c-" + n, PaymentState.CAPTURED));
            }
        }
        return made;
    }

    SafJournal open() {
        return SafJournal.open(
                folder(), enrolment.till().chain(), InstantSource.system(), Landmarks.none(), Settings.standard());
    }

    Enrolment enrolment() {
        return enrolment;
    }

    Path home() {
        return enrolment.till().folder();
    }

    Path folder() {
        return home().resolve("journal");
    }

    PaymentId payment(int number) {
        return payments.get(number - 1);
    }

    static Said run(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = JournalCommand.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] arguments = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].toString();
        }
        int code = line.execute(arguments);
        return new Said(code, out.toString(), err.toString());
    }
}
