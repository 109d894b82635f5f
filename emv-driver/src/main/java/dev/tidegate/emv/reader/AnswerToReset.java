package dev.tidegate.emv.reader;

import dev.tidegate.core.card.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * Answer to reset, ATR: whether a card speaks as a payment card does (EMV Contact Interface 1.0, 8.3; EMV 4.3 Book 1,
 * 8.3).
 *
 * <pre>
 * TS 3B or 3F | T0: which of TA1 TB1 TC1 TD1, how many historical bytes | TA1 TB1 TC1 TD1 | … TD2 … | historical | TCK
 * </pre>
 */
final class AnswerToReset {
    /** ISO/IEC 7816-3: 33 bytes with TS. */
    static final int BYTES_MAX = 33;

    private static final int ABSENT = -1;
    private static final int T0 = 0;
    private static final int T1 = 1;
    private static final int T15 = 15;

    /** Four interface bytes of one round, each 0 to 255 or absent. */
    private record Round(int ta, int tb, int tc, int td) {
        int protocol() {
            return td & 0x0F;
        }
    }

    private static final Round NONE = new Round(ABSENT, ABSENT, ABSENT, ABSENT);

    private final List<Round> rounds;

    private AnswerToReset(List<Round> rounds) {
        this.rounds = rounds;
    }

    /** Whether these bytes are an answer that the book allows. */
    static boolean isConforming(Octets answer) {
        if (answer.length() < 2 || answer.length() > BYTES_MAX) {
            return false;
        }
        if (answer.at(0) != 0x3B && answer.at(0) != 0x3F) {
            return false;
        }
        List<Round> rounds = new ArrayList<>();
        int at = 1;
        int indicator = answer.at(at++) >>> 4;
        boolean more = true;
        while (more) {
            int count = Integer.bitCount(indicator);
            if (at + count > answer.length()) {
                return false;
            }
            Round round = round(answer, at, indicator);
            rounds.add(round);
            at += count;
            more = round.td() != ABSENT;
            indicator = more ? round.td() >>> 4 : 0;
        }
        boolean checked = rounds.stream().anyMatch(round -> round.td() != ABSENT && round.protocol() != T0);
        int length = at + (answer.at(1) & 0x0F) + (checked ? 1 : 0);
        return length == answer.length()
                && (!checked || checksum(answer) == 0)
                && new AnswerToReset(rounds).isAllowed();
    }

    private static Round round(Octets answer, int from, int indicator) {
        int[] values = {ABSENT, ABSENT, ABSENT, ABSENT};
        int at = from;
        for (int i = 0; i < values.length; i++) {
            if ((indicator >>> i & 1) != 0) {
                values[i] = answer.at(at++);
            }
        }
        return new Round(values[0], values[1], values[2], values[3]);
    }

    // 8.3.4: TCK makes the exclusive-or of everything from T0 on zero.
    private static int checksum(Octets answer) {
        int sum = 0;
        for (int i = 1; i < answer.length(); i++) {
            sum ^= answer.at(i);
        }
        return sum;
    }

    private Round round(int number) {
        return number <= rounds.size() ? rounds.get(number - 1) : NONE;
    }

    private boolean isAllowed() {
        Round first = round(1);
        Round second = round(2);
        int protocol = first.td() == ABSENT ? T0 : first.protocol();
        return firstIsAllowed(first, second, protocol)
                && secondIsAllowed(second, protocol)
                && (protocol == T0 ? globalIsAllowed(round(3), second) : blockIsAllowed(round(3), second, first.tc()));
    }

    // 8.3.3.1 to 8.3.3.4: speed, programming voltage, extra guard time, protocol.
    private static boolean firstIsAllowed(Round first, Round second, int protocol) {
        // 8.3.3.1: a speed counts where TA2 makes it the card's own; one that is only offered is left alone.
        boolean specific = second.ta() != ABSENT;
        boolean speed = !specific || first.ta() == ABSENT || first.ta() >= 0x11 && first.ta() <= 0x13;
        boolean guard = first.tc() == ABSENT || first.tc() == 0x00 || first.tc() == 0xFF;
        return speed && guard && (protocol == T0 || protocol == T1);
    }

    // 8.3.3.5 to 8.3.3.8: specific mode of the same protocol, waiting time of T=0, the next protocol.
    private static boolean secondIsAllowed(Round second, int protocol) {
        boolean mode = second.ta() == ABSENT || (second.ta() & 0x10) == 0 && (second.ta() & 0x0F) == protocol;
        boolean waiting = second.tc() == ABSENT || protocol == T0 && second.tc() == 0x0A;
        int next = protocol == T0 ? T15 : T1;
        boolean chain = second.td() == ABSENT ? protocol == T0 : second.protocol() == next;
        return mode && second.tb() == ABSENT && waiting && chain;
    }

    // ISO/IEC 7816-3, 8.3: after T=15 come global bytes; TA3 says classes of voltage 1 to 7.
    private static boolean globalIsAllowed(Round third, Round second) {
        if (second.td() == ABSENT || third.ta() == ABSENT) {
            return true;
        }
        int classes = third.ta() & 0x3F;
        return classes >= 1 && classes <= 7;
    }

    // 8.3.3.9 to 8.3.3.11: block size, waiting times, checksum of T=1.
    private static boolean blockIsAllowed(Round third, Round second, int guardTime) {
        if (second.td() == ABSENT || third.tb() == ABSENT) {
            return false;
        }
        boolean size = third.ta() == ABSENT || third.ta() >= 0x10 && third.ta() <= 0xFE;
        int blockWait = third.tb() >>> 4;
        int characterWait = third.tb() & 0x0F;
        int guard = guardTime == ABSENT ? 0 : guardTime == 0xFF ? -1 : guardTime;
        boolean waits =
                blockWait <= 4 && characterWait <= 5 && 1 << Math.max(characterWait, guard == 0 ? 1 : 0) >= guard + 1;
        return size && waits && (third.tc() == ABSENT || third.tc() == 0);
    }
}
