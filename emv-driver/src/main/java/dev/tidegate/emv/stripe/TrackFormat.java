package dev.tidegate.emv.stripe;

/**
 * How the characters of a track are written (ISO/IEC 7811-2, 10 and 11): data bits, lowest first, then one bit that
 * makes the number of ones odd.
 */
enum TrackFormat {
    /** Letters and digits, six bits, from the blank on. */
    TRACK_1(6, ' ', '%', 79),
    /** Digits and six signs, four bits, from zero on. */
    TRACK_2(4, '0', ';', 40);

    /** Both formats end alike. */
    static final char END = '?';

    final int dataBits;
    final char first;
    final char start;
    /** With both sentinels and the check character. */
    final int charactersMax;

    TrackFormat(int dataBits, char first, char start, int charactersMax) {
        this.dataBits = dataBits;
        this.first = first;
        this.start = start;
        this.charactersMax = charactersMax;
    }

    char character(int value) {
        return (char) (first + value);
    }

    int value(char character) {
        return character - first;
    }
}
