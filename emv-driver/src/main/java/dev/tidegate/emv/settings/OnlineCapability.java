package dev.tidegate.emv.settings;

/** Whether a terminal asks issuers: the second digit of the terminal type, tag 9F35 (EMV 4.4 Book 4, Annex A1). */
public enum OnlineCapability {
    /** It approves nothing by itself: types 21 and 24. */
    ONLINE_ONLY,
    /** It asks where it must: types 22 and 25. */
    OFFLINE_WITH_ONLINE,
    /** It never asks: types 23 and 26. */
    OFFLINE_ONLY;

    /**
     * Of a terminal of this type.
     *
     * @param terminalType as it is written, for example {@code 0x22}
     */
    public static OnlineCapability of(int terminalType) {
        return values()[(terminalType % 0x10 + 2) % 3];
    }
}
