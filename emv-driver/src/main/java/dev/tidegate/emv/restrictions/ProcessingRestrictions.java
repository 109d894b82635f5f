package dev.tidegate.emv.restrictions;

import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.data.CalendarDay;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;

/** Processing restrictions: version, usage, dates (EMV 4.4 Book 3, 10.4). They set bits and end nothing. */
public final class ProcessingRestrictions {
    private static final Tag VERSION = new Tag(0x9F08);
    private static final Tag TERMINAL_VERSION = new Tag(0x9F09);
    private static final Tag EFFECTIVE = new Tag(0x5F25);
    private static final Tag EXPIRY = new Tag(0x5F24);

    private ProcessingRestrictions() {}

    /**
     * The bits of tag 95 that apply.
     *
     * @param terminal its data objects: version, type, capabilities, country, transaction type and date
     * @throws MalformedCardDataException a date is none
     */
    public static TerminalVerificationResults check(CardObjects card, TlvSet terminal) {
        TerminalVerificationResults found = TerminalVerificationResults.none();
        // 10.4.1: a card without a version is taken as of the same.
        if (card.has(VERSION) && !card.octets(VERSION).equals(terminal.value(TERMINAL_VERSION))) {
            found = found.with(2, 8);
        }
        if (!UsageControl.allows(card, terminal)) {
            found = found.with(2, 5);
        }
        return dates(found, card, CalendarDay.of(Slice.of(terminal.value(Tag.TRANSACTION_DATE))));
    }

    // 10.4.3.
    private static TerminalVerificationResults dates(
            TerminalVerificationResults soFar, CardObjects card, CalendarDay today) {
        TerminalVerificationResults found = soFar;
        if (card.has(EFFECTIVE) && CalendarDay.of(card.value(EFFECTIVE)).compareTo(today) > 0) {
            found = found.with(2, 6);
        }
        return CalendarDay.of(card.value(EXPIRY)).compareTo(today) < 0 ? found.with(2, 7) : found;
    }
}
