package dev.tidegate.simulator.acquirer.issuer;

import java.util.TreeSet;

/** The application transaction counters an issuer has seen of one card. */
public final class AtcHistory {
    /** How far behind the highest counter a card's stored sales may arrive; it also bounds what is remembered. */
    public static final int BEHIND_MAX = 64;

    private final TreeSet<Integer> used = new TreeSet<>();
    private int highest = -1;

    /** Judges the counter of a genuine cryptogram that belongs to a transaction not seen before. */
    public CryptogramCheck judge(int atc) {
        if (atc > highest) {
            return CryptogramCheck.VERIFIED;
        }
        if (highest - atc > BEHIND_MAX) {
            return CryptogramCheck.ATC_TOO_OLD;
        }
        return used.contains(atc) ? CryptogramCheck.ATC_USED : CryptogramCheck.VERIFIED_OUT_OF_ORDER;
    }

    public void use(int atc) {
        used.add(atc);
        highest = Math.max(highest, atc);
        used.headSet(highest - BEHIND_MAX).clear();
    }

    /** Forgets a use, because its transaction was reversed: the sale may be sent once more. */
    public void free(int atc) {
        used.remove(atc);
    }
}
