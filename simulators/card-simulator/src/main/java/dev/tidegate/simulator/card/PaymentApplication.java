package dev.tidegate.simulator.card;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * The application on the card: begins transactions, tells its counters, and hands the commands of the transaction in
 * progress on to it (EMV 4.4 Book 3, 6.5). Used by one thread at a time.
 */
final class PaymentApplication {
    private static final int COMMAND_TEMPLATE = 0x83;

    private final CardProfile profile;
    private final RsaKey key;
    private final CardMasterKey masterKey;
    private final CardMemory memory;
    private Optional<Transaction> transaction = Optional.empty();

    PaymentApplication(CardProfile profile, RsaKey key, CardMasterKey masterKey, CardMemory memory) {
        this.profile = profile;
        this.key = key;
        this.masterKey = masterKey;
        this.memory = memory;
    }

    /** Selected, or without power: no transaction is in progress any more. */
    void reset() {
        transaction = Optional.empty();
    }

    /** Whether the records may be read: from GET PROCESSING OPTIONS on. */
    boolean isStarted() {
        return transaction.isPresent();
    }

    /** GET PROCESSING OPTIONS: begins a transaction, whose counter is on disk before the answer leaves (6.5.8). */
    Reply getProcessingOptions(CommandApdu command) {
        byte[] content = command.content();
        if (command.parameters() != 0) {
            return Reply.only(StatusWord.WRONG_PARAMETERS);
        }
        if (content.length > 0 && (content[0] & 0xFF) != COMMAND_TEMPLATE) {
            return Reply.only(StatusWord.WRONG_CONTENT);
        }
        int expected = profile.scheme().processingList().valueLength();
        if (content.length != 2 + expected || content[1] != expected) {
            return Reply.only(StatusWord.WRONG_LENGTH);
        }
        if (transaction.isPresent() || memory.isUsedUp()) {
            return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        int counter = memory.nextCounter();
        byte[] told = Arrays.copyOfRange(content, 2, content.length);
        transaction = Optional.of(new Transaction(profile, key, masterKey.sessionKey(counter), counter, told, memory));
        return Reply.of(processingOptions());
    }

    /** GET DATA: the counters and the PIN tries left (6.5.7). */
    Reply getData(CommandApdu command) {
        return switch (command.parameters()) {
            case 0x9F36 -> Reply.of(Tlv.of(0x9F36, Bytes.number(memory.counter(), 2)));
            case 0x9F13 -> Reply.of(Tlv.of(0x9F13, Bytes.number(memory.lastOnline(), 2)));
            case 0x9F17 -> Reply.of(Tlv.of(0x9F17, "03"));
            default -> Reply.only(StatusWord.OBJECT_NOT_FOUND);
        };
    }

    /** A command that only has a place in a transaction; without one it is answered 6985. */
    Reply inTransaction(Function<Transaction, Reply> command) {
        return transaction.map(command).orElseGet(() -> Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED));
    }

    private byte[] processingOptions() {
        byte[] locator = Bytes.hex(Personalisation.FILE_LOCATOR);
        return profile.scheme().templateAnswers()
                ? Tlv.of(0x77, Tlv.of(0x82, profile.interchangeProfile()), Tlv.of(0x94, locator))
                : Tlv.of(0x80, profile.interchangeProfile(), locator);
    }
}
