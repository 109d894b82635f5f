package dev.tidegate.core.payment;

/** The kinds of journal record; the number is byte 5 of record v1. */
public enum RecordType {
    ASKED(1),
    ANSWERED(2),
    STORED(3),
    SHOWN(4),
    OFFERED(5),
    VOID(6),
    ADJUST(7),
    RESULT(8),
    CHECKPOINT(9),
    EPOCH_OPEN(10),
    EPOCH_CLOSE(11);

    private final int code;

    RecordType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
