package dev.tidegate.simulator.card;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A card: a command APDU in, a response APDU out (EMV 4.4 Book 1, 11 and Book 3, 6). This is the bare chip; what goes
 * wrong between it and a reader is {@link Contact}'s.
 *
 * <p>Any bytes are a command: what cannot be one is answered with a status word. May be used by several threads, one
 * command at a time. The transaction counter is on disk before an answer with a cryptogram of it is given.
 */
public final class SimulatedCard {
    /** A card with more faults than this is no test of one of them. */
    public static final int FAULTS_MAX = 32;

    private static final int BY_NAME = 0x04;
    private static final int FIRST_OCCURRENCE = 0x00;
    private static final int NEXT_OCCURRENCE = 0x02;

    private final CardProfile profile;
    private final CardMemory memory;
    private final CardState whole;
    private final Map<Face, List<PaymentApplication>> applications = new EnumMap<>(Face.class);
    private final Map<Face, List<DedicatedFile>> files = new EnumMap<>(Face.class);
    private Face face = Face.CONTACT;
    private DedicatedFile selected = DedicatedFile.none();
    private byte[] waiting = new byte[0];
    private volatile List<Fault> faults;
    private boolean higher;
    private long commands;

    SimulatedCard(CardProfile profile, KeyRing keys, IssuerMasterKey issuerKey, CardMemory memory) {
        this.profile = profile;
        this.memory = memory;
        this.whole = whole(memory);
        this.faults = profile.faults();
        for (Face side : Face.values()) {
            List<ApplicationProfile> shown = profile.applications().stream()
                    .filter(one -> side == Face.CONTACT || one.contactless().isPresent())
                    .toList();
            List<PaymentApplication> made = shown.stream()
                    .map(one -> new PaymentApplication(
                            profile, one, side, keys.keysOf(profile, one), masterKey(issuerKey, one), memory))
                    .toList();
            List<DedicatedFile> all = new ArrayList<>();
            if (profile.directory() && !shown.isEmpty()) {
                all.add(Personalisation.directory(side, shown));
            }
            made.forEach(one -> all.add(one.file()));
            applications.put(side, made);
            files.put(side, all);
        }
    }

    private static CardMasterKey masterKey(IssuerMasterKey issuerKey, ApplicationProfile application) {
        Holder holder = application.holder();
        return issuerKey.optionA(holder.number().digits(), holder.sequence());
    }

    /** What is of the whole card: its block. */
    static CardState whole(CardMemory memory) {
        return new CardState(memory, new Rules(Behaviour.REFUSES, 0, false, false, Optional.empty()), "card");
    }

    public String name() {
        return profile.name();
    }

    /** Whether the card has this side at all: a stripe card has neither. */
    public boolean has(Face side) {
        return profile.faces().contains(side);
    }

    /** ATR of the contacts: T=0, nothing out of the ordinary (EMV 4.4 Book 1, 8.2). */
    public byte[] answerToReset() {
        return Face.CONTACT.answerToReset();
    }

    /** Power comes or goes on the contacts, or the reader resets: what was selected and begun is forgotten. */
    public void reset() {
        powerUp(Face.CONTACT);
    }

    /** As {@link #reset}, on either side. */
    public synchronized void powerUp(Face side) {
        face = side;
        selected = DedicatedFile.none();
        waiting = new byte[0];
        applications.values().forEach(all -> all.forEach(PaymentApplication::reset));
    }

    /**
     * Answers one command.
     *
     * @param command any bytes
     * @return content and status word, 2 to 258 bytes; 6581 when the disk refused to keep the counter
     */
    public synchronized byte[] answer(byte[] command) {
        commands++;
        if (!CommandApdu.isWellFormed(command)) {
            return Reply.only(StatusWord.WRONG_LENGTH).bytes();
        }
        try {
            CommandApdu apdu = new CommandApdu(command);
            return (profile.stepwise() ? stepwise(apdu) : dispatch(apdu)).bytes();
        } catch (UncheckedIOException e) {
            return Reply.only(StatusWord.MEMORY_FAILURE).bytes();
        }
    }

    /** What goes wrong with this card from its next insertion on. */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * Sets what goes wrong, in the place of what did before.
     *
     * @throws IllegalArgumentException more than {@link #FAULTS_MAX}
     */
    public void breakWith(List<Fault> faults) {
        if (faults.size() > FAULTS_MAX) {
            throw new IllegalArgumentException("a card has at most " + FAULTS_MAX + " faults");
        }
        this.faults = List.copyOf(faults);
    }

    /** Track 1 and 2 as a stripe reader sends them; empty without a stripe. */
    public List<String> tracks() {
        return profile.stripe()
                .map(stripe -> List.of(
                        stripe.track1(profile.first().holder()),
                        stripe.track2(profile.first().holder())))
                .orElse(List.of());
    }

    /** Does the work as a card that gives a TC whatever is asked, when {@code now} says so. */
    synchronized byte[] overreaching(boolean now, Supplier<byte[]> work) {
        higher = now;
        try {
            return work.get();
        } finally {
            higher = false;
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

    /** T=0: the content waits for GET RESPONSE, and a wrong Le is put right (EMV 4.4 Book 1, 9.3.1.2). */
    private Reply stepwise(CommandApdu command) {
        if (command.instruction() == 0x00C0) {
            if (waiting.length == 0) {
                return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
            }
            if (command.expected() != 256 && command.expected() != waiting.length) {
                return Reply.wrongExpectation(waiting.length);
            }
            byte[] content = waiting;
            waiting = new byte[0];
            return Reply.of(content);
        }
        Reply reply = dispatch(command);
        byte[] content = reply.content();
        waiting = new byte[0];
        if (content.length == 0) {
            return reply;
        }
        if (command.content().length == 0) {
            return command.expected() == content.length ? reply : Reply.wrongExpectation(content.length);
        }
        waiting = content;
        return Reply.waiting(content.length);
    }

    private Reply dispatch(CommandApdu command) {
        return switch (command.instruction()) {
            case 0x00A4 -> select(command);
            case 0x00B2 -> readRecord(command);
            case 0x0020 -> verify(command);
            case 0x80A8, 0x80CA, 0x80AE, 0x802A, 0x0084, 0x0088, 0x0082 -> applicationCommand(command);
            case 0x8416, 0x8418, 0x841E, 0x8424, 0x84DC -> applicationCommand(command);
            default -> unknown(command);
        };
    }

    private Optional<PaymentApplication> application() {
        return shown(applications).stream()
                .filter(one -> one.file() == selected)
                .findAny();
    }

    private <T> List<T> shown(Map<Face, List<T>> of) {
        return of.getOrDefault(face, List.of());
    }

    private Reply verify(CommandApdu command) {
        // Without an application there is no PIN: the reference data can be compared with nothing.
        return application().map(one -> one.verify(command)).orElseGet(() -> Reply.only(StatusWord.REFERENCE_UNUSABLE));
    }

    private Reply applicationCommand(CommandApdu command) {
        return application()
                .map(one -> to(one, command))
                .orElseGet(() -> Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED));
    }

    private Reply to(PaymentApplication application, CommandApdu command) {
        return switch (command.instruction()) {
            case 0x80A8 -> application.getProcessingOptions(command, higher);
            case 0x80CA -> application.getData(command);
            case 0x802A -> application.computeChecksum(command);
            case 0x0084 -> application.getChallenge(command);
            case 0x80AE -> application.inTransaction(transaction -> transaction.generateCryptogram(command, higher));
            case 0x0088 -> application.inTransaction(transaction -> transaction.internalAuthenticate(command));
            case 0x0082 -> application.inTransaction(transaction -> transaction.externalAuthenticate(command));
            default -> application.script(command);
        };
    }

    private static Reply unknown(CommandApdu command) {
        boolean known = command.classByte() == 0x00 || command.classByte() == 0x80 || command.classByte() == 0x84;
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
        if (whole.isBlocked()) {
            return Reply.only(StatusWord.CARD_BLOCKED);
        }
        List<DedicatedFile> all = shown(files);
        int from = next ? all.indexOf(selected) + 1 : 0;
        for (DedicatedFile file : all.subList(from, all.size())) {
            if (file.isNamed(command.content())) {
                selected = file;
                shown(applications).forEach(PaymentApplication::reset);
                return application()
                        .map(PaymentApplication::selected)
                        .orElseGet(() -> Reply.of(file.controlInformation()));
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
        if (!shown(files).contains(selected)) {
            return Reply.only(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        return application()
                .map(one -> one.record(shortIdentifier, command.p1()))
                .orElseGet(() -> selected.record(shortIdentifier, command.p1()));
    }
}
