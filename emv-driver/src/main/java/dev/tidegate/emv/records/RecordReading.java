package dev.tidegate.emv.records;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.step.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Read application data: every record that the file locator names (EMV 4.4 Book 3, 10.2). */
public final class RecordReading {
    /**
     * All records are read.
     *
     * @param objects the card's objects with those of the records
     * @param authenticable whether each record that signatures cover has the form they need (10.3)
     */
    public record Application(CardObjects objects, boolean authenticable) {}

    private static final Tag FILE_LOCATOR = new Tag(0x94);
    private static final Tag RECORD = new Tag(0x70);

    /** Files 1 to 10 are governed by the book, 11 to 30 by scheme or issuer (Book 3, 5.3.2.2). */
    private static final int BOOK_FILE_MAX = 10;

    /** Book 3, 7.2, table 28: expiry, number, CDOL 1, CDOL 2. */
    private static final List<Tag> MANDATORY = List.of(new Tag(0x5F24), new Tag(0x5A), new Tag(0x8C), new Tag(0x8D));

    private final FileLocator locator;
    private final List<Tag> mandatory;

    private RecordReading(FileLocator locator, List<Tag> mandatory) {
        this.locator = locator;
        this.mandatory = mandatory;
    }

    /**
     * Reads the records of the file locator among the objects. No object may be in two of them, or in one and in the
     * answer that began the transaction: that one is signed by nobody, and must not stand for what is. The profile is
     * told there, and may be told again.
     *
     * @param selected the objects before the answer that began
     */
    public static Step<Application> read(CardObjects selected, CardObjects begun) {
        return read(selected, begun, begun.value(FILE_LOCATOR), MANDATORY);
    }

    /** The same for an application that has other mandatory objects, by this file locator. */
    public static Step<Application> read(CardObjects selected, CardObjects begun, Slice locator, List<Tag> mandatory) {
        Set<Tag> answered = answered(selected, begun);
        answered.remove(Tag.AIP);
        return new RecordReading(FileLocator.read(locator), mandatory)
                .record(0, new Application(begun, true), Set.copyOf(answered));
    }

    /** The same where the profile, too, comes once, and nothing else is mandatory (Book C-3). */
    public static Step<Application> readUnique(CardObjects selected, CardObjects begun) {
        return new RecordReading(FileLocator.read(begun.value(FILE_LOCATOR)), List.of())
                .record(0, new Application(begun, true), Set.copyOf(answered(selected, begun)));
    }

    private static Set<Tag> answered(CardObjects selected, CardObjects begun) {
        Set<Tag> answered = new HashSet<>(begun.tags());
        answered.removeAll(selected.tags());
        return answered;
    }

    private Step<Application> record(int index, Application soFar, Set<Tag> tags) {
        if (index == locator.records().size()) {
            // 10.2: mandatory data that is missing ends the transaction.
            boolean complete = mandatory.stream().allMatch(soFar.objects()::has);
            return complete ? Step.done(soFar) : Step.ended(EndReason.CARD_ERROR);
        }
        FileLocator.Record record = locator.records().get(index);
        return Step.send(CommandApdu.readRecord(record.shortFile(), record.number()), answer -> {
            if (!answer.succeeded()) {
                return Step.ended(EndReason.CARD_ERROR);
            }
            Set<Tag> more = new HashSet<>(tags);
            Application read = record.shortFile() <= BOOK_FILE_MAX
                    ? governed(record, soFar, answer.data(), more)
                    : proprietary(record, soFar, answer.data(), more);
            return record(index + 1, read, Set.copyOf(more));
        });
    }

    private static Application governed(FileLocator.Record record, Application soFar, Slice answer, Set<Tag> tags) {
        Slice content = TlvElement.template(answer, RECORD);
        CardObjects objects = withContent(soFar.objects(), TlvElement.readAll(content), tags);
        // 10.3: of files 1 to 10 the content of the template is authenticated, without its tag and length.
        return new Application(
                record.authenticated() ? objects.withAuthenticated(content) : objects, soFar.authenticable());
    }

    private static Application proprietary(FileLocator.Record record, Application soFar, Slice answer, Set<Tag> tags) {
        Slice content;
        try {
            content = TlvElement.template(answer, RECORD);
        } catch (MalformedCardDataException e) {
            // 5.3.2.2: what such files hold is not the book's. 10.3: unless it is authenticated, then that fails.
            return new Application(soFar.objects(), soFar.authenticable() && !record.authenticated());
        }
        CardObjects objects = withContent(soFar.objects(), ofNoFixedForm(content), tags);
        // 10.3: of files 11 to 30 the whole record is authenticated, with tag and length.
        return new Application(
                record.authenticated() ? objects.withAuthenticated(answer) : objects, soFar.authenticable());
    }

    // 5.3.2.2 again: what is in the template need not be TLV; it is authenticated all the same.
    private static List<TlvElement> ofNoFixedForm(Slice content) {
        try {
            return TlvElement.readAll(content);
        } catch (MalformedCardDataException e) {
            return List.of();
        }
    }

    private static CardObjects withContent(CardObjects objects, List<TlvElement> elements, Set<Tag> tags) {
        for (TlvElement element : elements) {
            // 10.2: a primitive object that comes twice ends the transaction.
            if (!element.tag().isConstructed() && !tags.add(element.tag())) {
                throw new MalformedCardDataException("tag " + element.tag() + " comes twice");
            }
        }
        return objects.withAll(elements);
    }
}
