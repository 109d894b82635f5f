package dev.tidegate.emv.trace;

import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commands and answers in words. Remembers what the card wants to be told, so that the values of a list get their tags
 * back. What it cannot take apart is counted and not shown: it may be card data.
 */
final class ExchangeText {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Tag FORMAT_1 = new Tag(0x80);
    private static final Tag PROCESSING_LIST = new Tag(0x9F38);
    private static final Tag FIRST_LIST = new Tag(0x8C);
    private static final Tag SECOND_LIST = new Tag(0x8D);
    private static final Tag DYNAMIC_LIST = new Tag(0x9F49);
    private static final Tag FILE_LOCATOR = new Tag(0x94);
    private static final Tag NUMBER = new Tag(0x5A);
    /** Certificates and signatures say nothing to a reader beyond this. */
    private static final int SHOWN_BYTES_MAX = 32;

    private static final int DEPTH_MAX = 5;

    private final Map<Tag, DataObjectList> lists = new HashMap<>();
    private int cryptograms;

    /** The command's line, and a line for each value that it tells the card. */
    List<String> command(Slice command) {
        List<String> lines = new ArrayList<>();
        if (command.length() < 4) {
            lines.add(command.length() + " bytes that are no command");
            return lines;
        }
        Slice data = data(command);
        switch (command.at(0) << 8 | command.at(1)) {
            case 0x00A4 -> {
                lists.clear();
                cryptograms = 0;
                lines.add("SELECT " + name(data) + (command.at(3) == 0x02 ? ", next occurrence" : ""));
            }
            case 0x00B2 -> lines.add("READ RECORD " + command.at(2) + " of short file " + (command.at(3) >>> 3));
            case 0x80A8 -> {
                lines.add("GET PROCESSING OPTIONS");
                addValues(lines, PROCESSING_LIST, data.length() < 2 ? data : data.slice(2, data.length()));
            }
            case 0x80CA -> lines.add("GET DATA " + named(command.at(2) << 8 | command.at(3)));
            case 0x0088 -> {
                lines.add("INTERNAL AUTHENTICATE");
                addValues(lines, DYNAMIC_LIST, data);
            }
            case 0x0082 -> lines.add("EXTERNAL AUTHENTICATE " + name(data));
            case 0x0084 -> lines.add("GET CHALLENGE");
            case 0x00C0 -> lines.add("GET RESPONSE");
            case 0x0020 ->
                lines.add("VERIFY, " + (command.at(3) == 0x88 ? "enciphered" : "plaintext") + " PIN, not shown");
            case 0x802A -> lines.add("COMPUTE CRYPTOGRAPHIC CHECKSUM");
            case 0x80AE -> {
                lines.add("GENERATE AC " + asked(command.at(2)));
                addValues(lines, cryptograms++ == 0 ? FIRST_LIST : SECOND_LIST, data);
            }
            default -> lines.add("command " + hex(command.slice(0, 4)) + ", " + data.length() + " bytes, not shown");
        }
        return lines;
    }

    /**
     * The answer's lines, its status first.
     *
     * @param command what it answers
     */
    List<String> answer(Slice command, Slice answer) {
        List<String> lines = new ArrayList<>();
        if (answer.length() < 2) {
            lines.add(answer.length() + " bytes that are no answer");
            return lines;
        }
        int status = answer.at(answer.length() - 2) << 8 | answer.at(answer.length() - 1);
        lines.add(String.format(Locale.ROOT, "%04X %s", status, StatusWords.of(status)));
        Slice data = answer.slice(0, answer.length() - 2);
        if (data.length() > 0) {
            add(lines, command, data);
        }
        return lines;
    }

    private void add(List<String> lines, Slice command, Slice data) {
        int instruction = command.length() < 2 ? 0 : command.at(1);
        if (instruction == 0x84) {
            lines.add("  challenge, " + data.length() + " bytes");
            return;
        }
        try {
            addRun(lines, data, 1, instruction);
        } catch (MalformedCardDataException e) {
            lines.add("  " + data.length() + " bytes that are no TLV, not shown");
        }
    }

    private void addRun(List<String> lines, Slice run, int depth, int instruction) {
        for (TlvElement element : TlvElement.readAll(run)) {
            Tag tag = element.tag();
            if (tag.isConstructed() && depth < DEPTH_MAX) {
                lines.add("  ".repeat(depth) + tag + " " + TagNames.of(tag));
                addRun(lines, element.value(), depth + 1, instruction);
            } else if (tag.equals(FORMAT_1)) {
                lines.add("  ".repeat(depth) + tag + " " + TagNames.of(tag));
                addFormat1(lines, element.value(), depth + 1, instruction);
            } else {
                addValue(lines, tag, element.value(), depth);
            }
        }
    }

    // Book 3, 6.5.5.4, 6.5.8.4 and 6.5.9.4: values alone, in an order that the command tells.
    private void addFormat1(List<String> lines, Slice value, int depth, int instruction) {
        if (instruction == 0xA8 && value.length() > 2) {
            addValue(lines, Tag.AIP, value.slice(0, 2), depth);
            addValue(lines, FILE_LOCATOR, value.slice(2, value.length()), depth);
        } else if (instruction == 0xAE && value.length() >= 11) {
            addValue(lines, Tag.CRYPTOGRAM_INFORMATION, value.slice(0, 1), depth);
            addValue(lines, Tag.ATC, value.slice(1, 3), depth);
            addValue(lines, Tag.APPLICATION_CRYPTOGRAM, value.slice(3, 11), depth);
            addValue(lines, Tag.ISSUER_APPLICATION, value.slice(11, value.length()), depth);
        } else {
            lines.add("  ".repeat(depth) + value.length() + " bytes, not shown");
        }
    }

    private void addValue(List<String> lines, Tag tag, Slice value, int depth) {
        String indent = "  ".repeat(depth);
        lines.add(indent + tag + " " + TagNames.of(tag) + ": " + shown(tag, value));
        String deeper = indent + "  ";
        Flags.of(tag, value).forEach(flag -> lines.add(deeper + flag));
        if (tag.equals(FILE_LOCATOR)) {
            addFiles(lines, deeper, value);
        }
        DataObjectList list = listOf(tag, value);
        if (list != null) {
            lists.put(tag, list);
            list.entries()
                    .forEach(entry -> lines.add(
                            deeper + entry.tag() + " " + TagNames.of(entry.tag()) + ", " + entry.length() + " bytes"));
        }
    }

    private void addValues(List<String> lines, Tag of, Slice values) {
        DataObjectList list = lists.get(of);
        if (list == null || list.valuesLength() != values.length()) {
            if (values.length() > 0) {
                lines.add("  " + values.length() + " bytes without a list, not shown");
            }
            return;
        }
        int at = 0;
        for (DataObjectList.Entry entry : list.entries()) {
            addValue(lines, entry.tag(), values.slice(at, at + entry.length()), 1);
            at += entry.length();
        }
    }

    private static void addFiles(List<String> lines, String indent, Slice locator) {
        for (int at = 0; at + 4 <= locator.length(); at += 4) {
            lines.add(indent + "short file " + (locator.at(at) >>> 3) + ", records " + locator.at(at + 1) + " to "
                    + locator.at(at + 2) + ", " + locator.at(at + 3) + " authenticated");
        }
    }

    private static @Nullable DataObjectList listOf(Tag tag, Slice value) {
        boolean isList = tag.equals(PROCESSING_LIST)
                || tag.equals(FIRST_LIST)
                || tag.equals(SECOND_LIST)
                || tag.equals(DYNAMIC_LIST)
                || tag.value() == 0x97;
        try {
            return isList ? DataObjectList.read(value) : null;
        } catch (MalformedCardDataException e) {
            return null;
        }
    }

    private static String shown(Tag tag, Slice value) {
        if (tag.equals(NUMBER)) {
            return "…" + lastFour(value);
        }
        if (TagNames.isSecret(tag)) {
            return value.length() + " bytes, not shown";
        }
        if (tag.equals(Tag.CRYPTOGRAM_INFORMATION) && value.length() == 1) {
            return hex(value) + " " + given(value.at(0));
        }
        if (tag.equals(FILE_LOCATOR)) {
            return hex(value);
        }
        if (CardNumbers.mayBeIn(value) && !isLabel(tag, value)) {
            // Whatever tag it has: a card that sends its number under another one is still somebody's.
            return value.length() + " bytes, not shown";
        }
        String text = text(value);
        return text.equals(hex(value)) ? text : hex(value) + " \"" + text + "\"";
    }

    // The name of an application is on each slip. As packed digits, its letters would often pass for a number.
    private static boolean isLabel(Tag tag, Slice value) {
        boolean letters = tag.value() == 0x50 || tag.value() == 0x9F12;
        for (int i = 0; i < value.length() && letters; i++) {
            letters = value.at(i) == ' ' || Character.isLetter(value.at(i)) && value.at(i) < 0x80;
        }
        return letters;
    }

    private static String lastFour(Slice number) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < 2 * number.length(); i++) {
            if (number.nibble(i) <= 9) {
                digits.append(number.nibble(i));
            }
        }
        return digits.length() < 12 ? "" : digits.substring(digits.length() - 4);
    }

    private static String asked(int control) {
        return given(control) + ((control & 0x10) != 0 ? ", signed" : "");
    }

    private static String given(int control) {
        return switch (control >>> 6) {
            case 0 -> "AAC";
            case 1 -> "TC";
            case 2 -> "ARQC";
            default -> "of a reserved type";
        };
    }

    private static String named(int value) {
        try {
            Tag tag = new Tag(value);
            return tag + " " + TagNames.of(tag);
        } catch (IllegalArgumentException e) {
            return "of an impossible tag";
        }
    }

    private static Slice data(Slice command) {
        int length = command.length() > 5 ? command.at(4) : 0;
        return command.slice(Math.min(5, command.length()), Math.min(5 + length, command.length()));
    }

    private static String name(Slice name) {
        return CardNumbers.mayBeIn(name) ? name.length() + " bytes, not shown" : text(name);
    }

    // As text where it is one, for names of files and labels.
    private static String text(Slice value) {
        for (int i = 0; i < value.length(); i++) {
            boolean printable = value.at(i) >= ' ' && value.at(i) < 0x7F;
            boolean wordlike = Character.isLetterOrDigit(value.at(i)) || " .-/".indexOf(value.at(i)) >= 0;
            if (!printable || !wordlike || value.length() < 3) {
                return hex(value);
            }
        }
        return value.length() == 0 ? "" : new String(value.copy(), StandardCharsets.US_ASCII);
    }

    private static String hex(Slice value) {
        return value.length() <= SHOWN_BYTES_MAX
                ? HEX.formatHex(value.copy())
                : HEX.formatHex(value.slice(0, 8).copy()) + "… (" + value.length() + " bytes)";
    }
}
