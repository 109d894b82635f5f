package dev.tidegate.emv.entrypoint;

/** What lights and beeper say (EMV Contactless Book A). */
public enum ReaderStatus {
    NOT_READY,
    IDLE,
    READY_TO_READ,
    PROCESSING,
    CARD_READ_SUCCESSFULLY,
    PROCESSING_ERROR
}
