package dev.tidegate.simulator.card;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * An application on the card: begins transactions, tells its counters, and hands the commands of the transaction in
 * progress on to it (EMV 4.4 Book 3, 6.5). Used by one thread at a time.
 */
final class PaymentApplication {
    private static final int COMMAND_TEMPLATE = 0x83;
    private static final int CHECKSUM_PARAMETERS = 0x8E80;

    /** The terminal's number, 9F6A: what the default UDOL asks for. */
    private static final int NUMBER_BYTES = 4;

    private final Face face;
    private final ApplicationProfile profile;
    private final Personalisation personalisation;
    private final DedicatedFile file;
    private final CardKeys keys;
    private final CardMasterKey masterKey;
    private final CardMemory memory;
    private final CardState state;
    private final Scripts scripts;
    private Optional<Transaction> transaction = Optional.empty();
    private PinCheck pinCheck;
    private int challenges;
    private boolean checksummed;

    /** @param masterKey its own, for cryptograms */
    PaymentApplication(
            CardProfile card,
            ApplicationProfile profile,
            Face face,
            CardKeys keys,
            CardMasterKey masterKey,
            CardMemory memory) {
        this.face = face;
        this.profile = profile;
        this.keys = keys;
        this.masterKey = masterKey;
        this.memory = memory;
        personalisation = new Personalisation(
                profile, face, keys, card.stripe().map(Stripe::service).orElse("201"));
        file = personalisation.application();
        state = new CardState(
                memory, profile.rules(), "" + (char) ('a' + card.applications().indexOf(profile)));
        scripts = new Scripts(ScriptKeys.of(profile.holder()), state, SimulatedCard.whole(memory));
        pinCheck = new PinCheck(state, keys.pin().orElse(keys.card()));
    }

    DedicatedFile file() {
        return file;
    }

    /** Selected, or without power: no transaction is in progress any more. */
    void reset() {
        transaction = Optional.empty();
        checksummed = false;
        pinCheck = new PinCheck(state, keys.pin().orElse(keys.card()));
    }

    /** FCI; with 6283 when the application is blocked (EMV 4.4 Book 1, 11.3.4). */
    Reply selected() {
        return Reply.of(
                file.controlInformation(), state.isBlocked() ? StatusWord.SELECTED_BUT_BLOCKED : StatusWord.SUCCESS);
    }

    /** A record, as issued, or as a script or this transaction has written it; from GET PROCESSING OPTIONS on. */
    Reply record(int shortIdentifier, int number) {
        if (transaction.isEmpty()) {
            return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        byte[] passing = transaction.get().passingRecord();
        if (shortIdentifier == Personalisation.PASSING_FILE && number == 1 && passing.length > 0) {
            return Reply.of(passing);
        }
        return state.record(shortIdentifier, number)
                .map(Reply::of)
                .orElseGet(() -> file.record(shortIdentifier, number));
    }

    /** GET PROCESSING OPTIONS: begins a transaction, whose counter is on disk before the answer leaves (6.5.8). */
    Reply getProcessingOptions(CommandApdu command, boolean higher) {
        byte[] content = command.content();
        if (command.parameters() != 0) {
            return Reply.only(StatusWord.WRONG_PARAMETERS);
        }
        if (content.length > 0 && (content[0] & 0xFF) != COMMAND_TEMPLATE) {
            return Reply.only(StatusWord.WRONG_CONTENT);
        }
        int expected = profile.processingList(face).valueLength();
        if (content.length != 2 + expected || content[1] != expected) {
            return Reply.only(StatusWord.WRONG_LENGTH);
        }
        if (transaction.isPresent() || memory.isUsedUp() || state.isBlocked()) {
            return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        int counter = memory.nextCounter();
        byte[] told = Arrays.copyOfRange(content, 2, content.length);
        Transaction begun =
                new Transaction(profile, face, keys.card(), masterKey.sessionKey(counter), counter, told, memory);
        transaction = Optional.of(begun);
        if (face == Face.CONTACTLESS && profile.scheme() == Scheme.VISA) {
            return begun.atOnce(personalisation, higher);
        }
        return Reply.of(processingOptions());
    }

    /** COMPUTE CRYPTOGRAPHIC CHECKSUM, once a tap, of an application of stripe mode (EMV Contactless Book C-2). */
    Reply computeChecksum(CommandApdu command) {
        if (!profile.isStripe(face)) {
            return Reply.only(StatusWord.UNKNOWN_INSTRUCTION);
        }
        if (command.parameters() != CHECKSUM_PARAMETERS) {
            return Reply.only(StatusWord.WRONG_PARAMETERS);
        }
        if (command.content().length != NUMBER_BYTES) {
            return Reply.only(StatusWord.WRONG_LENGTH);
        }
        if (transaction.isEmpty() || checksummed) {
            return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        checksummed = true;
        byte[] checksum = masterKey.checksum(personalisation.trackEquivalent(), command.content(), memory.counter());
        return Reply.of(Tlv.of(0x77, Tlv.of(0x9F61, checksum), Tlv.of(0x9F36, Bytes.number(memory.counter(), 2))));
    }

    /** GET DATA: the counters and the PIN tries left (6.5.7). */
    Reply getData(CommandApdu command) {
        return switch (command.parameters()) {
            case 0x9F36 -> Reply.of(Tlv.of(0x9F36, Bytes.number(memory.counter(), 2)));
            case 0x9F13 -> Reply.of(Tlv.of(0x9F13, Bytes.number(memory.lastOnline(), 2)));
            case 0x9F17 -> Reply.of(Tlv.of(0x9F17, Bytes.number(state.triesLeft(), 1)));
            default -> Reply.only(StatusWord.OBJECT_NOT_FOUND);
        };
    }

    /** GET CHALLENGE, before or in a transaction. */
    Reply getChallenge(CommandApdu command) {
        challenges++;
        return pinCheck.challenge(
                command, masterKey.sessionKey(memory.counter()).challenge(challenges));
    }

    Reply verify(CommandApdu command) {
        return pinCheck.verify(command);
    }

    /** A command of the issuer, after an ARQC; without one it is answered 6985. */
    Reply script(CommandApdu command) {
        byte[] request = transaction.map(Transaction::request).orElse(new byte[0]);
        if (request.length == 0) {
            return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        return scripts.play(command, memory.counter(), request);
    }

    /** A command that only has a place in a transaction; without one it is answered 6985. */
    Reply inTransaction(Function<Transaction, Reply> command) {
        return transaction.map(command).orElseGet(() -> Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED));
    }

    private byte[] processingOptions() {
        byte[] locator = personalisation.fileLocator();
        byte[] interchange = profile.interchangeProfile(face);
        return profile.scheme().templateAnswers()
                ? Tlv.of(0x77, Tlv.of(0x82, interchange), Tlv.of(0x94, locator))
                : Tlv.of(0x80, interchange, locator);
    }
}
