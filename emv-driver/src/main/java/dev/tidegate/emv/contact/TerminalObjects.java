package dev.tidegate.emv.contact;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.settings.TerminalApplication;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the terminal can tell a card of itself and of one sale (EMV 4.4 Book 3, Annex A1, source terminal). */
public final class TerminalObjects {
    /** Goods and services. */
    public static final int TRANSACTION_TYPE = 0x00;

    private static final Tag AMOUNT_BINARY = new Tag(0x81);
    private static final Tag AMOUNT_OTHER_BINARY = new Tag(0x9F04);
    private static final Tag AID = new Tag(0x9F06);
    private static final Tag VERSION = new Tag(0x9F09);
    private static final Tag FLOOR_LIMIT = new Tag(0x9F1B);
    private static final Tag DEVICE_SERIAL = new Tag(0x9F1E);
    private static final Tag TIME = new Tag(0x9F21);
    private static final Tag ENTRY_MODE = new Tag(0x9F39);
    private static final Tag ADDITIONAL_CAPABILITIES = new Tag(0x9F40);
    private static final Tag CURRENCY_EXPONENT = new Tag(0x5F36);

    /** ISO 8583:1987 DE 22, first two digits: chip. */
    private static final Octets CHIP = Octets.ofHex("05");

    /** The same: chip without contacts. */
    private static final Octets TAP = Octets.ofHex("07");

    private TerminalObjects() {}

    /** The objects of one sale with one application. */
    static TlvSet of(
            KernelSettings settings,
            TransactionParameters parameters,
            Octets unpredictableNumber,
            TerminalApplication application) {
        Currency currency = parameters.amount().currency();
        long minor = parameters.amount().minor();
        Map<Tag, Octets> values = new LinkedHashMap<>();
        values.put(Tag.AMOUNT_AUTHORISED, digits(minor, 12));
        values.put(Tag.AMOUNT_OTHER, digits(0, 12));
        // A larger amount than four bytes hold is told in digits alone.
        if (minor <= 0xFFFF_FFFFL) {
            values.put(AMOUNT_BINARY, fourBytes(minor));
        }
        values.put(AMOUNT_OTHER_BINARY, fourBytes(0));
        values.put(Tag.TRANSACTION_CURRENCY, digits(currency.getNumericCode(), 4));
        values.put(CURRENCY_EXPONENT, digits(currency.getDefaultFractionDigits(), 2));
        values.put(Tag.TRANSACTION_DATE, day(parameters));
        values.put(TIME, time(parameters));
        values.put(Tag.TRANSACTION_TYPE, digits(TRANSACTION_TYPE, 2));
        values.put(Tag.UNPREDICTABLE_NUMBER, unpredictableNumber);
        values.put(Tag.TERMINAL_COUNTRY, digits(settings.countryCode(), 4));
        values.put(Tag.TERMINAL_TYPE, Octets.of(new byte[] {(byte) settings.terminalType()}));
        values.put(Tag.TERMINAL_CAPABILITIES, settings.capabilities().value());
        values.put(ADDITIONAL_CAPABILITIES, settings.additionalCapabilities());
        values.put(DEVICE_SERIAL, Octets.of(settings.deviceSerial().getBytes(StandardCharsets.US_ASCII)));
        values.put(ENTRY_MODE, CHIP);
        values.put(AID, application.aid().value());
        values.put(VERSION, application.version());
        values.put(FLOOR_LIMIT, fourBytes(application.floorLimitMinor()));
        return TlvSet.of(values);
    }

    /** The objects of one sale with one contactless application. */
    public static TlvSet ofTap(
            KernelSettings settings,
            TransactionParameters parameters,
            Octets unpredictableNumber,
            TerminalApplication application) {
        return of(settings, parameters, unpredictableNumber, application).with(ENTRY_MODE, TAP);
    }

    /** With the number of the transaction, tag 9F41, where the terminal counts them. */
    public static TlvSet numbered(TlvSet terminal, int sequence) {
        return sequence == SequenceCounter.NONE
                ? terminal
                : terminal.with(Tag.TRANSACTION_SEQUENCE, digits(sequence, 8));
    }

    private static Octets day(TransactionParameters parameters) {
        int year = parameters.at().getYear() % 100;
        int month = parameters.at().getMonthValue();
        int day = parameters.at().getDayOfMonth();
        return digits(10_000L * year + 100L * month + day, 6);
    }

    private static Octets time(TransactionParameters parameters) {
        int hour = parameters.at().getHour();
        int minute = parameters.at().getMinute();
        int second = parameters.at().getSecond();
        return digits(10_000L * hour + 100L * minute + second, 6);
    }

    private static Octets digits(long number, int count) {
        String digits = Long.toString(number);
        return Octets.ofHex("0".repeat(count - digits.length()) + digits);
    }

    private static Octets fourBytes(long number) {
        return Octets.of(ByteBuffer.allocate(4).putInt((int) number).array());
    }
}
