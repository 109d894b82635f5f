package dev.tidegate.emv.selection;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import java.util.List;

/**
 * What a card says of a file that was selected, template 6F (EMV 4.4 Book 1, 11.3.4).
 *
 * <pre>
 * 6F  84 name
 *     A5  50 label, 87 priority, 88 directory, 9F38 PDOL, …
 * </pre>
 *
 * @param name tag 84
 * @param proprietary what template A5 holds
 */
record FileControlInformation(Octets name, List<TlvElement> proprietary) {
    private static final Tag TEMPLATE = new Tag(0x6F);
    private static final Tag PROPRIETARY = new Tag(0xA5);
    private static final Tag PRIORITY = new Tag(0x87);

    FileControlInformation {
        proprietary = List.copyOf(proprietary);
    }

    /**
     * Reads the answer to SELECT.
     *
     * @throws MalformedCardDataException it is not such a template
     */
    static FileControlInformation read(Slice answer) {
        List<TlvElement> elements = TlvElement.readAll(TlvElement.template(answer, TEMPLATE));
        Octets name = only(elements, Tag.DEDICATED_FILE_NAME).octets();
        if (name.length() < 5 || name.length() > 16) {
            throw new MalformedCardDataException("a file name has 5 to 16 bytes");
        }
        return new FileControlInformation(name, TlvElement.readAll(only(elements, PROPRIETARY)));
    }

    /** Application priority indicator, 0 where there is none. */
    static int priorityIndicator(List<TlvElement> elements) {
        for (TlvElement element : elements) {
            if (element.tag().equals(PRIORITY) && element.value().length() == 1) {
                return element.value().at(0);
            }
        }
        return 0;
    }

    static Slice only(List<TlvElement> elements, Tag tag) {
        List<TlvElement> found =
                elements.stream().filter(element -> element.tag().equals(tag)).toList();
        if (found.size() != 1) {
            throw new MalformedCardDataException("expected one element " + tag);
        }
        return found.getFirst().value();
    }
}
