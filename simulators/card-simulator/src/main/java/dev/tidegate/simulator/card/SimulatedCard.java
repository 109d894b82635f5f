package dev.tidegate.simulator.card;

import java.io.UncheckedIOException;
import java.util.List;

/**
 * A contact chip card: a command APDU in, a response APDU out (EMV 4.4 Book 1, 11 and Book 3, 6).
 *
 * <p>Any bytes are a command: what cannot be one is answered with a status word. May be used by several threads, one
 * command at a time. The transaction counter is on disk before an answer with a cryptogram of it is given.
 */
public final class SimulatedCard {
    private static final byte[] ANSWER_TO_RESET = Bytes.hex("3B6500002063CB6800");
    private static final int BY_NAME = 0x04;
    private static final int FIRST_OCCURRENCE = 0x00;
    private static final int NEXT_OCCURRENCE = 0x02;

    private final CardProfile profile;
    private final CardMemory memory;
    private final PaymentApplication application;
    private final DedicatedFile applicationFile;
    private final List<DedicatedFile> files;
    private DedicatedFile selected = DedicatedFile.none();
    private long commands;

    SimulatedCard(CardProfile profile, CardKeys keys, CardMasterKey masterKey, CardMemory memory) {
        Personalisation personalisation = new Personalisation(profile, keys);
        this.profile = profile;
        this.memory = memory;
        application = new PaymentApplication(profile, keys.card(), masterKey, memory);
        applicationFile = personalisation.application();
        files = List.of(personalisation.directory(), applicationFile);
    }

    /** ATR: contact, T=0, nothing out of the ordinary (EMV 4.4 Book 1, 8.2). */
    public byte[] answerToReset() {
        return ANSWER_TO_RESET.clone();
    }

    /** Power comes or goes, or the reader resets: what was selected and begun is forgotten. */
    public synchronized void reset() {
        selected = DedicatedFile.none();
        application.reset();
    }

    /**
     * Answers one command.
     *
     * @param command any bytes
     * @return content and status word, 2 to 257 bytes; 6581 when the disk refused to keep the counter
     */
    public synchronized byte[] answer(byte[] command) {
        commands++;
        if (!CommandApdu.isWellFormed(command)) {
            return Reply.only(StatusWord.WRONG_LENGTH).bytes();
        }
        try {
            return dispatch(new CommandApdu(command)).bytes();
        } catch (UncheckedIOException e) {
            return Reply.only(StatusWord.MEMORY_FAILURE).bytes();
        }
    }

    CardProfile profile() {
        return profile;
    }

    /** The counter of the last transaction that was begun. */
    int counter() {
        return memory.counter();
    }

    /** How many commands were answered since the card was made. */
    synchronized long commands() {
        return commands;
    }

    private Reply dispatch(CommandApdu command) {
        return switch (command.instruction()) {
            case 0x00A4 -> select(command);
            case 0x00B2 -> readRecord(command);
            // No PIN is on this card: the reference data can be compared with nothing.
            case 0x0020 -> Reply.only(StatusWord.REFERENCE_UNUSABLE);
            case 0x80A8, 0x80CA, 0x80AE, 0x0088, 0x0082 -> applicationCommand(command);
            default -> unknown(command);
        };
    }

    private Reply applicationCommand(CommandApdu command) {
        if (selected != applicationFile) {
            return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        return switch (command.instruction()) {
            case 0x80A8 -> application.getProcessingOptions(command);
            case 0x80CA -> application.getData(command);
            case 0x80AE -> application.inTransaction(transaction -> transaction.generateCryptogram(command));
            case 0x0088 -> application.inTransaction(transaction -> transaction.internalAuthenticate(command));
            case 0x0082 -> application.inTransaction(transaction -> transaction.externalAuthenticate(command));
            default -> unknown(command);
        };
    }

    private static Reply unknown(CommandApdu command) {
        boolean known = command.classByte() == 0x00 || command.classByte() == 0x80;
        return Reply.only(known ? StatusWord.UNKNOWN_INSTRUCTION : StatusWord.UNKNOWN_CLASS);
    }

    /** SELECT by name, whole or in part; what was selected stays so when nothing is found (Book 1, 11.3). */
    private Reply select(CommandApdu command) {
        boolean next = command.p2() == NEXT_OCCURRENCE;
        if (command.p1() != BY_NAME || (!next && command.p2() != FIRST_OCCURRENCE)) {
            return Reply.only(StatusWord.WRONG_PARAMETERS);
        }
        if (command.content().length == 0 || command.content().length > 16) {
            return Reply.only(StatusWord.WRONG_LENGTH);
        }
        int from = next ? files.indexOf(selected) + 1 : 0;
        for (DedicatedFile file : files.subList(from, files.size())) {
            if (file.isNamed(command.content())) {
                selected = file;
                application.reset();
                return Reply.of(file.controlInformation());
            }
        }
        return Reply.only(StatusWord.FILE_NOT_FOUND);
    }

    /** READ RECORD by number in a short file (Book 3, 6.5.11). */
    private Reply readRecord(CommandApdu command) {
        int shortIdentifier = command.p2() >> 3;
        boolean byNumber = (command.p2() & 0x07) == 0x04;
        if (!byNumber || shortIdentifier == 0 || shortIdentifier > DedicatedFile.SHORT_IDENTIFIER_MAX) {
            return Reply.only(StatusWord.WRONG_PARAMETERS);
        }
        if (!files.contains(selected) || (selected == applicationFile && !application.isStarted())) {
            return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        return selected.record(shortIdentifier, command.p1());
    }
}
