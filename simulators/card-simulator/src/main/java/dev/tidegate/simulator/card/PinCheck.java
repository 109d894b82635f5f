package dev.tidegate.simulator.card;

import java.util.Arrays;

/** GET CHALLENGE and VERIFY: offline PIN, plain and enciphered, and its tries (EMV 4.4 Book 3, 6.5.6 and 6.5.12). */
final class PinCheck {
    private static final int PLAIN = 0x80;
    private static final int ENCIPHERED = 0x88;
    private static final int BLOCK_BYTES = 8;
    private static final int HEADER = 0x7F;

    private final CardState state;
    private final RsaKey key;
    private byte[] challenge = new byte[0];

    /** @param key the PIN key or, where there is none, the card's */
    PinCheck(CardState state, RsaKey key) {
        this.state = state;
        this.key = key;
    }

    /** Eight bytes that the next VERIFY with an enciphered PIN has to hold. */
    Reply challenge(CommandApdu command, byte[] fresh) {
        if (command.parameters() != 0) {
            return Reply.only(StatusWord.WRONG_PARAMETERS);
        }
        challenge = fresh.clone();
        return Reply.of(fresh);
    }

    Reply verify(CommandApdu command) {
        byte[] told = challenge;
        challenge = new byte[0];
        if (!state.hasPin()) {
            return Reply.only(StatusWord.REFERENCE_UNUSABLE);
        }
        if (state.triesLeft() == 0) {
            return Reply.only(StatusWord.METHOD_BLOCKED);
        }
        byte[] content = command.content();
        return switch (command.parameters()) {
            case PLAIN -> content.length == BLOCK_BYTES ? compared(content) : Reply.only(StatusWord.WRONG_LENGTH);
            case ENCIPHERED -> content.length == key.length() ? deciphered(content, told) : wrongLength();
            default -> Reply.only(StatusWord.WRONG_PARAMETERS);
        };
    }

    private static Reply wrongLength() {
        return Reply.only(StatusWord.WRONG_LENGTH);
    }

    /** 7F | PIN block 8 | challenge 8 | padding (Book 2, 7.2). A block that is not so counts as a wrong PIN. */
    private Reply deciphered(byte[] content, byte[] told) {
        if (told.length == 0) {
            return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        byte[] clear = key.decipher(content);
        byte[] echoed = Arrays.copyOfRange(clear, 1 + BLOCK_BYTES, 1 + 2 * BLOCK_BYTES);
        boolean whole = clear[0] == HEADER && Arrays.equals(echoed, told);
        return compared(whole ? Arrays.copyOfRange(clear, 1, 1 + BLOCK_BYTES) : new byte[BLOCK_BYTES]);
    }

    private Reply compared(byte[] block) {
        return state.isPin(block) ? Reply.only(StatusWord.SUCCESS) : Reply.triesLeft(state.triesLeft());
    }
}
