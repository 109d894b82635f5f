package dev.tidegate.till.adopt;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far an adoption is, as its folder remembers it: one line of ASCII.
 *
 * @param sent the gateway has acknowledged every record up to this number
 * @param code why it stopped, empty where it did not
 * @param waiting sales that the gateway has and that their own till has not offered
 */
public record Progress(long sent, State state, String code, int waiting) {
    /** Where it stands. */
    public enum State {
        SENDING,
        /** The gateway has signed for everything. */
        DONE,
        /** A person has to act; nothing is sent any more. */
        STOPPED
    }

    /** The longest line there is. */
    static final int BYTES_MAX = 256;

    private static final Pattern LINE =
            Pattern.compile("tidegate-adoption-1 (SENDING|DONE|STOPPED) (\\d{1,18}) (\\d{1,9}) ([a-z_]{0,64})\n");

    public Progress {
        if (sent < 0 || waiting < 0 || !code.matches("[a-z_]{0,64}")) {
            throw new IllegalArgumentException("an impossible progress");
        }
    }

    static Progress begun() {
        return new Progress(0, State.SENDING, "", 0);
    }

    Progress sentUpTo(long seq) {
        return new Progress(seq, State.SENDING, "", 0);
    }

    Progress done(int sales) {
        return new Progress(sent, State.DONE, "", sales);
    }

    Progress stopped(String why) {
        return new Progress(sent, State.STOPPED, why.toLowerCase(Locale.ROOT), 0);
    }

    byte[] line() {
        return ("tidegate-adoption-1 " + state + " " + sent + " " + waiting + " " + code + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A line that cannot be read begins anew: what is sent twice changes nothing. */
    static Progress read(byte[] line) {
        Matcher read = LINE.matcher(new String(line, StandardCharsets.US_ASCII));
        return read.matches()
                ? new Progress(
                        Long.parseLong(read.group(2)),
                        State.valueOf(read.group(1)),
                        read.group(4),
                        Integer.parseInt(read.group(3)))
                : begun();
    }
}
