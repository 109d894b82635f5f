package dev.tidegate.simulator.card;

import java.util.Arrays;

/**
 * What the issuer has the terminal tell the card, templates 71 and 72 (EMV 4.4 Book 3, 6.5.1 to 6.5.3 and 6.5.10; Book
 * 2, 9). Each command ends with a MAC of eight bytes under the transaction's key over
 *
 * <pre>
 * CLA INS P1 P2 Lc | ATC 2 | first cryptogram 8 | content without the MAC
 * </pre>
 *
 * <pre>
 * 841E  application block      8418  application unblock      8416  card block
 * 8424  P2 00 PIN unblock; P2 02 new PIN: 08 | PIN block 8 | 80 00…, enciphered, ECB
 * 84DC  update record          P1 the record, P2 its file as in READ RECORD
 * </pre>
 */
final class Scripts {
    static final int MAC_BYTES = 8;

    private static final int RECORD_FILE_MAX = 10;

    private final ScriptKeys keys;
    private final CardState state;
    private final CardState card;

    /** @param card what is of the whole card: its block */
    Scripts(ScriptKeys keys, CardState state, CardState card) {
        this.keys = keys;
        this.state = state;
        this.card = card;
    }

    /** @param cryptogram the transaction's first, an ARQC */
    Reply play(CommandApdu command, int counter, byte[] cryptogram) {
        byte[] content = command.content();
        if (content.length < MAC_BYTES) {
            return Reply.only(StatusWord.WRONG_LENGTH);
        }
        byte[] told = Arrays.copyOf(content, content.length - MAC_BYTES);
        byte[] mac = Arrays.copyOfRange(content, told.length, content.length);
        byte[] covered = Bytes.join(command.header(), Bytes.number(counter, 2), cryptogram, told);
        if (!Arrays.equals(mac, keys.integrity().sessionKey(cryptogram).scriptMac(covered))) {
            return Reply.only(StatusWord.SECURE_MESSAGING_WRONG);
        }
        return switch (command.instruction()) {
            case 0x841E -> blocked(state, true, told);
            case 0x8418 -> blocked(state, false, told);
            case 0x8416 -> blocked(card, true, told);
            case 0x8424 -> pin(command, told, cryptogram);
            case 0x84DC -> rewritten(command, told);
            default -> Reply.only(StatusWord.UNKNOWN_INSTRUCTION);
        };
    }

    private static Reply blocked(CardState what, boolean blocked, byte[] told) {
        if (told.length != 0) {
            return Reply.only(StatusWord.WRONG_LENGTH);
        }
        what.block(blocked);
        return Reply.only(StatusWord.SUCCESS);
    }

    private Reply pin(CommandApdu command, byte[] told, byte[] cryptogram) {
        if (!state.hasPin()) {
            return Reply.only(StatusWord.REFERENCE_UNUSABLE);
        }
        if (command.parameters() != 0 && command.parameters() != 2) {
            return Reply.only(StatusWord.WRONG_PARAMETERS);
        }
        boolean change = command.parameters() == 2;
        if (told.length != (change ? 2 * TripleDes.BLOCK_BYTES : 0)) {
            return Reply.only(StatusWord.WRONG_LENGTH);
        }
        if (change) {
            byte[] clear = keys.confidentiality().sessionKey(cryptogram).decipher(told);
            if (clear[0] != TripleDes.BLOCK_BYTES || clear[9] != (byte) 0x80 || (clear[1] & 0xF0) != 0x20) {
                return Reply.only(StatusWord.WRONG_CONTENT);
            }
            state.changePin(Arrays.copyOfRange(clear, 1, 9));
        }
        state.unblockPin();
        return Reply.only(StatusWord.SUCCESS);
    }

    private Reply rewritten(CommandApdu command, byte[] record) {
        int file = command.p2() >> 3;
        boolean inRange = file >= 1 && file <= RECORD_FILE_MAX && command.p1() > 0 && (command.p2() & 7) == 4;
        if (!inRange || record.length == 0) {
            return Reply.only(StatusWord.WRONG_PARAMETERS);
        }
        boolean kept = state.rewrite(file, command.p1(), record);
        return Reply.only(kept ? StatusWord.SUCCESS : StatusWord.NO_ROOM);
    }
}
