package dev.tidegate.emv.reader;

/** What a call of PC/SC came to, by what is to be done about it (pcsc-lite, pcsclite.h). */
enum PcscAnswer {
    OK,
    /** Nothing happened in the time given. */
    TIME_UP,
    /** No card is in, or not the one that was. */
    NO_CARD,
    /** A card is in that does not answer to reset, or speaks no protocol that the reader knows. */
    MUTE,
    /** Another program has the card. */
    BUSY,
    /** The exchange broke off: the card was pulled, or failed. */
    NOT_TRANSACTED,
    /** The reader is not connected. */
    NO_READER,
    /** More than one reader has the name; said by nobody but us. */
    MANY_READERS,
    /** The service does not run, or is not the one that was asked before. */
    NO_SERVICE,
    /** PC/SC is not installed; said by nobody but us. */
    NO_LIBRARY,
    /** Anything else. */
    REFUSED;

    /** Of the code that a call returned; a C long, of which the lower half counts. */
    static PcscAnswer of(long code) {
        return switch ((int) code) {
            case 0 -> OK;
            case 0x8010000A -> TIME_UP;
            case 0x8010000C, // no smart card
                    0x80100068, // was reset
                    0x80100069 // was removed
            -> NO_CARD;
            case 0x8010000D, // unknown card
                    0x8010000F, // protocol mismatch
                    0x80100065, // unsupported
                    0x80100066, // unresponsive
                    0x80100067 // unpowered
            -> MUTE;
            case 0x8010000B -> BUSY;
            case 0x80100016, // not transacted
                    0x8010002F // communication data lost
            -> NOT_TRANSACTED;
            case 0x80100009, // unknown reader
                    0x80100017, // reader unavailable
                    0x8010002E // no readers available
            -> NO_READER;
            case 0x80100003, // invalid handle: of a service that was
                    0x80100013, // communication error
                    0x8010001D, // no service
                    0x8010001E // service stopped
            -> NO_SERVICE;
            default -> REFUSED;
        };
    }
}
