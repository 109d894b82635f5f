package dev.tidegate.emv.reader;

import dev.tidegate.core.card.Octets;

/**
 * The answer to reset that a PC/SC reader makes up for a card in its field, which has none of its own (PC/SC Part 3,
 * 3.1.3.2.3).
 *
 * <pre>
 * 3B | 8n | 80 | 01 | n historical bytes | TCK: makes the exclusive-or from the second byte on zero
 * </pre>
 */
final class ContactlessAnswer {
    private static final int HEAD_BYTES = 4;
    private static final Octets PROTOCOLS = Octets.ofHex("8001");
    /** Historical bytes of a card that is memory alone: its place in the list of such cards follows. */
    private static final Octets STORAGE = Octets.ofHex("804F0CA000000306");

    private ContactlessAnswer() {}

    /** Whether the answer is of a card that takes commands, and not of a storage card. */
    static boolean isOfProcessorCard(Octets answer) {
        if (answer.length() <= HEAD_BYTES || answer.at(0) != 0x3B || answer.at(1) >>> 4 != 8) {
            return false;
        }
        int historical = answer.at(1) & 0x0F;
        return answer.length() == HEAD_BYTES + historical + 1
                && answer.slice(2, HEAD_BYTES).equals(PROTOCOLS)
                && checksum(answer) == 0
                && !answer.slice(HEAD_BYTES, HEAD_BYTES + historical).startsWith(STORAGE);
    }

    private static int checksum(Octets answer) {
        int sum = 0;
        for (int i = 1; i < answer.length(); i++) {
            sum ^= answer.at(i);
        }
        return sum;
    }
}
