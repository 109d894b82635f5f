package dev.tidegate.emv.trace;

import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.apdu.CardChannel.Transmission;
import dev.tidegate.emv.authentication.CertificationAuthorityKey;
import dev.tidegate.emv.contactless.ContactlessApplication;
import dev.tidegate.emv.entrypoint.CombinationRules;
import dev.tidegate.emv.entrypoint.TransactionQualifiers;
import dev.tidegate.emv.settings.ActionCodes;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.settings.TerminalApplication;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A recorded transaction as lines of text: docs/card-trace-v1.md. */
public final class TraceFile {
    /** A transaction has some ten kilobytes; more is no transaction. */
    public static final int FILE_BYTES_MAX = 1 << 20;
    /** The longest a kernel can be kept busy for is far below it. */
    public static final int EXCHANGES_MAX = 1_000;
    /** As many as schemes have keys. */
    public static final int AUTHORITIES_MAX = 64;

    static final String FIRST_LINE = "tidegate-card-trace 1";
    static final String NONE = "-";
    /** To the second, as tags 9A and 9F21 are. */
    static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private TraceFile() {}

    /** Reads a file's bytes; whatever they are ends in a value. */
    public static TraceReading read(byte[] file) {
        if (file.length > FILE_BYTES_MAX) {
            return new TraceReading.Refused(1, "a trace file has at most " + FILE_BYTES_MAX + " bytes");
        }
        return new TraceParser().read(new String(file, StandardCharsets.ISO_8859_1));
    }

    /** The same as text that {@link #read} takes. */
    public static String write(RecordedTransaction transaction) {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        RecordedTransaction.Terminal terminal = transaction.terminal();
        KernelSettings settings = terminal.settings();
        line(
                text,
                "terminal",
                String.format(Locale.ROOT, "%02X", settings.terminalType()),
                settings.countryCode(),
                settings.currency().getCurrencyCode(),
                settings.capabilities().value().hex(),
                settings.additionalCapabilities().hex(),
                settings.deviceSerial(),
                settings.forceOnline() ? "online" : "free");
        settings.applications().forEach(application -> write(text, application));
        terminal.taps().forEach(tap -> write(text, tap));
        terminal.authorities().forEach(key -> write(text, key));
        RecordedTransaction.Sale sale = transaction.sale();
        if (sale != null) {
            line(
                    text,
                    "sale",
                    sale.tap() ? "tap" : "contact",
                    sale.amount().minor(),
                    sale.amount().currency().getCurrencyCode(),
                    sale.at().format(AT),
                    sale.number().hex(),
                    sale.chance());
            HostAnswer host = sale.host();
            if (host != null) {
                write(text, host);
            }
        }
        transaction.exchanges().forEach(exchange -> {
            line(text, ">", exchange.command().hex());
            boolean answered = exchange.transmission() == Transmission.ANSWERED;
            line(text, "<", answered ? exchange.answer().hex() : word(exchange.transmission()));
        });
        return text.toString();
    }

    static String word(Transmission transmission) {
        return transmission.name().toLowerCase(Locale.ROOT);
    }

    private static void write(StringBuilder text, TerminalApplication application) {
        ActionCodes codes = application.actionCodes();
        line(
                text,
                "application",
                application.aid(),
                application.partialName() ? "partial" : "exact",
                application.version().hex(),
                codes.denial(),
                codes.online(),
                codes.unable(),
                application.floorLimitMinor(),
                application.selection().thresholdMinor(),
                application.selection().targetPercent(),
                application.selection().maximumPercent(),
                application.defaultDdol().hex());
    }

    private static void write(StringBuilder text, ContactlessApplication tap) {
        CombinationRules rules = tap.combination().rules();
        TransactionQualifiers qualifiers = rules.qualifiers();
        ActionCodes codes = tap.actionCodes();
        line(
                text,
                "tap",
                tap.combination().aid(),
                tap.combination().kernel().value().hex(),
                tap.version().hex(),
                codes.denial(),
                codes.online(),
                codes.unable(),
                yes(rules.statusCheck()),
                yes(rules.zeroAmountAllowed()),
                yes(rules.extendedSelection()),
                limit(rules.transactionLimitMinor()),
                limit(rules.floorLimitMinor()),
                limit(rules.terminalFloorLimitMinor()),
                limit(rules.verificationLimitMinor()),
                limit(tap.limitMinor()),
                limit(tap.deviceLimitMinor()),
                qualifiers == null ? NONE : qualifiers.value().hex());
    }

    private static void write(StringBuilder text, CertificationAuthorityKey key) {
        line(
                text,
                "authority",
                key.rid().hex(),
                String.format(Locale.ROOT, "%02X", key.index()),
                key.exponent().hex(),
                key.expiry(),
                key.modulus().hex());
    }

    private static void write(StringBuilder text, HostAnswer host) {
        switch (host) {
            case HostAnswer.Unable ignored -> line(text, "host", "unable");
            case HostAnswer.Answered(var approved, var code, TlvSet issuer) ->
                line(
                        text,
                        "host",
                        approved ? "approved" : "declined",
                        code,
                        issuer.size() == 0 ? NONE : issuer.encode().hex());
        }
    }

    private static void line(StringBuilder text, Object... words) {
        text.append(String.join(
                        " ", List.of(words).stream().map(Object::toString).toList()))
                .append('\n');
    }

    private static String yes(boolean answer) {
        return answer ? "yes" : "no";
    }

    private static String limit(long minor) {
        return minor == CombinationRules.NO_LIMIT ? NONE : Long.toString(minor);
    }
}
