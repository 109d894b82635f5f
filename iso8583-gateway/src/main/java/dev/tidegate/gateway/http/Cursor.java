package dev.tidegate.gateway.http;

/**
 * A till's place among the gateway's changes: {@code <incarnation>-<event number>}.
 *
 * @param event 0 is the beginning
 */
record Cursor(String incarnation, long event) {
    private static final int LENGTH_MAX = 64;

    /**
     * Reads a cursor. One of another incarnation, and none at all, is the beginning: results are told again, and a till
     * takes no lower version.
     *
     * @throws IllegalArgumentException no cursor
     */
    static Cursor of(String text, String incarnation) {
        if (text.isEmpty()) {
            return new Cursor(incarnation, 0);
        }
        int dash = text.lastIndexOf('-');
        if (dash < 1 || text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("no cursor");
        }
        long event = Long.parseLong(text, dash + 1, text.length(), 10);
        if (event < 0) {
            throw new IllegalArgumentException("no cursor");
        }
        return text.substring(0, dash).equals(incarnation)
                ? new Cursor(incarnation, event)
                : new Cursor(incarnation, 0);
    }

    @Override
    public String toString() {
        return incarnation + "-" + event;
    }
}
