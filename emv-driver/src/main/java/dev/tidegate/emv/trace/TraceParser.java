package dev.tidegate.emv.trace;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.MalformedTlvException;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.emv.apdu.CardChannel.Transmission;
import dev.tidegate.emv.authentication.CertificationAuthorityKey;
import dev.tidegate.emv.authentication.CertificationAuthorityKeys;
import dev.tidegate.emv.contactless.ContactlessApplication;
import dev.tidegate.emv.contactless.ContactlessSettings;
import dev.tidegate.emv.entrypoint.Combination;
import dev.tidegate.emv.entrypoint.CombinationRules;
import dev.tidegate.emv.entrypoint.KernelId;
import dev.tidegate.emv.entrypoint.TransactionQualifiers;
import dev.tidegate.emv.settings.ActionCodes;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.settings.RandomSelection;
import dev.tidegate.emv.settings.TerminalApplication;
import dev.tidegate.emv.settings.TerminalCapabilities;
import dev.tidegate.emv.trace.RecordedTransaction.Exchange;
import dev.tidegate.emv.trace.RecordedTransaction.Sale;
import dev.tidegate.emv.trace.RecordedTransaction.Terminal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one trace file, a line after the other. What a line's values must be is said by the records that they make. */
final class TraceParser {
    /** A line that cannot be; its words are told to a person and quote nothing of the file. */
    private static final class Bad extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Bad(String why) {
            super(why, null, false, false);
        }
    }

    private final List<TerminalApplication> applications = new ArrayList<>();
    private final List<ContactlessApplication> taps = new ArrayList<>();
    private final List<CertificationAuthorityKey> authorities = new ArrayList<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private String[] terminal = new String[0];
    private @Nullable Sale sale;
    private @Nullable Octets command;

    TraceReading read(String text) {
        String[] lines = text.split("\n", -1);
        int number = 1;
        try {
            if (!lines[0].strip().equals(TraceFile.FIRST_LINE)) {
                throw new Bad("the first line is not \"" + TraceFile.FIRST_LINE + "\"");
            }
            for (number = 2; number <= lines.length; number++) {
                String line = lines[number - 1].strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    add(line.split(" +"));
                }
            }
            number = lines.length;
            return new TraceReading.Read(whole());
        } catch (Bad e) {
            return new TraceReading.Refused(number, String.valueOf(e.getMessage()));
        }
    }

    private void add(String[] words) {
        if (command != null && !words[0].equals("<")) {
            throw new Bad("a command is followed by its answer");
        }
        switch (words[0]) {
            case "terminal" -> {
                require(terminal.length == 0, "there is one terminal");
                terminal = counted(words, 8);
            }
            case "application" -> {
                require(applications.size() < KernelSettings.APPLICATIONS_MAX, "too many applications");
                applications.add(value("application", () -> application(counted(words, 12))));
            }
            case "tap" -> {
                require(taps.size() < KernelSettings.APPLICATIONS_MAX, "too many applications by tap");
                taps.add(value("tap", () -> tap(counted(words, 17))));
            }
            case "authority" -> {
                require(authorities.size() < TraceFile.AUTHORITIES_MAX, "too many authorities");
                authorities.add(value("authority", () -> authority(counted(words, 6))));
            }
            case "sale" -> {
                require(sale == null, "there is one sale");
                sale = value("sale", () -> sale(counted(words, 7)));
            }
            case "host" -> sale = value("host", () -> withHost(words));
            case ">" -> {
                require(exchanges.size() < TraceFile.EXCHANGES_MAX, "too many commands");
                command = value("command", () -> Octets.ofHex(counted(words, 2)[1]));
            }
            case "<" -> exchanges.add(value("answer", () -> exchange(counted(words, 2)[1])));
            default -> throw new Bad("a line begins with a word that is not known");
        }
    }

    private RecordedTransaction whole() {
        require(command == null, "the last command has no answer");
        require(terminal.length > 0, "there is no terminal");
        require(sale != null || exchanges.isEmpty(), "there are commands and no sale");
        Sale of = sale;
        require(of == null || !of.tap() || !taps.isEmpty(), "a tap at a terminal that takes none");
        KernelSettings settings = value("terminal", this::settings);
        if (!taps.isEmpty()) {
            value("tap", () -> new ContactlessSettings(settings, taps));
        }
        value("authority", () -> new CertificationAuthorityKeys(authorities));
        return new RecordedTransaction(new Terminal(settings, taps, authorities), of, exchanges);
    }

    private KernelSettings settings() {
        return new KernelSettings(
                oneByte(terminal[1]),
                Integer.parseInt(terminal[2]),
                Currency.getInstance(terminal[3]),
                new TerminalCapabilities(Octets.ofHex(terminal[4])),
                Octets.ofHex(terminal[5]),
                terminal[6],
                oneOf(terminal[7], "online", "free"),
                applications);
    }

    private static TerminalApplication application(String[] words) {
        return new TerminalApplication(
                new Aid(Octets.ofHex(words[1])),
                oneOf(words[2], "partial", "exact"),
                Octets.ofHex(words[3]),
                codes(words, 4),
                Long.parseLong(words[7]),
                new RandomSelection(Long.parseLong(words[8]), Integer.parseInt(words[9]), Integer.parseInt(words[10])),
                Octets.ofHex(words[11]));
    }

    private static ContactlessApplication tap(String[] words) {
        TransactionQualifiers qualifiers =
                words[16].equals(TraceFile.NONE) ? null : new TransactionQualifiers(Octets.ofHex(words[16]));
        CombinationRules rules = new CombinationRules(
                oneOf(words[7], "yes", "no"),
                oneOf(words[8], "yes", "no"),
                oneOf(words[9], "yes", "no"),
                limit(words[10]),
                limit(words[11]),
                limit(words[12]),
                limit(words[13]),
                qualifiers);
        return new ContactlessApplication(
                new Combination(new Aid(Octets.ofHex(words[1])), new KernelId(Octets.ofHex(words[2])), rules),
                Octets.ofHex(words[3]),
                codes(words, 4),
                limit(words[14]),
                limit(words[15]));
    }

    private static CertificationAuthorityKey authority(String[] words) {
        return new CertificationAuthorityKey(
                Octets.ofHex(words[1]),
                oneByte(words[2]),
                Octets.ofHex(words[5]),
                Octets.ofHex(words[3]),
                LocalDate.parse(words[4]));
    }

    private static Sale sale(String[] words) {
        return new Sale(
                oneOf(words[1], "tap", "contact"),
                Amount.of(Long.parseLong(words[2]), words[3]),
                LocalDateTime.parse(words[4], TraceFile.AT),
                Octets.ofHex(words[5]),
                Integer.parseInt(words[6]),
                null);
    }

    private Sale withHost(String[] words) {
        Sale before = sale;
        if (before == null || before.host() != null) {
            throw new Bad("a host answers once, and after the sale");
        }
        HostAnswer host = words.length == 2 && words[1].equals("unable")
                ? new HostAnswer.Unable()
                : new HostAnswer.Answered(
                        oneOf(counted(words, 4)[1], "approved", "declined"), words[2], issuer(words[3]));
        return new Sale(before.tap(), before.amount(), before.at(), before.number(), before.chance(), host);
    }

    private static TlvSet issuer(String word) {
        return word.equals(TraceFile.NONE) ? TlvSet.empty() : TlvSet.read(Octets.ofHex(word));
    }

    private Exchange exchange(String word) {
        Octets asked = command;
        if (asked == null) {
            throw new Bad("an answer without a command");
        }
        command = null;
        for (Transmission transmission : Transmission.values()) {
            if (transmission != Transmission.ANSWERED && word.equals(TraceFile.word(transmission))) {
                return new Exchange(asked, transmission, Octets.empty());
            }
        }
        return new Exchange(asked, Transmission.ANSWERED, Octets.ofHex(word));
    }

    private static ActionCodes codes(String[] words, int from) {
        return new ActionCodes(results(words[from]), results(words[from + 1]), results(words[from + 2]));
    }

    private static TerminalVerificationResults results(String word) {
        return TerminalVerificationResults.of(Octets.ofHex(word));
    }

    private static long limit(String word) {
        return word.equals(TraceFile.NONE) ? CombinationRules.NO_LIMIT : Long.parseLong(word);
    }

    private static int oneByte(String word) {
        Octets octets = Octets.ofHex(word);
        require(octets.length() == 1, "a value has not one byte");
        return octets.at(0);
    }

    private static boolean oneOf(String word, String yes, String no) {
        require(word.equals(yes) || word.equals(no), "a word is neither " + yes + " nor " + no);
        return word.equals(yes);
    }

    private static String[] counted(String[] words, int count) {
        require(words.length == count, String.format(Locale.ROOT, "a line \"%s\" has %d words", words[0], count));
        return words;
    }

    // The values' own records say what may be in them; their words are not passed on, as they may quote.
    private static <T> T value(String line, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException | MalformedTlvException | DateTimeException e) {
            throw new Bad("a value of \"" + line + "\" cannot be");
        }
    }

    private static void require(boolean condition, String why) {
        if (!condition) {
            throw new Bad(why);
        }
    }
}
