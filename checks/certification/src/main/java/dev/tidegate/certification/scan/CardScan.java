package dev.tidegate.certification.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks for known card numbers in every file of a folder, in the forms in which hosts and devices write them. It knows
 * what it looks for, so it finds what a check digit would miss and takes nothing for a card that is none.
 */
public final class CardScan {
    private static final Charset EBCDIC = Charset.forName("IBM037");
    private static final long FILE_BYTES_MAX = 64L * 1024 * 1024;

    private static final int DISTINCT_LEAST = 3;

    private final Map<String, byte[]> forms = new TreeMap<>();

    /** @param numbers in digits, at least twelve each */
    public CardScan(Collection<String> numbers) {
        for (String number : numbers) {
            String last = " ending " + number.substring(number.length() - 4);
            byte[] ascii = number.getBytes(StandardCharsets.US_ASCII);
            forms.put("characters" + last, ascii);
            forms.put("EBCDIC" + last, number.getBytes(EBCDIC));
            forms.put(
                    "hexadecimal digits of its characters" + last,
                    ascii(HexFormat.of().formatHex(ascii)));
            forms.put("packed digits" + last, packed(number));
            forms.put("packed digits, moved by one" + last, moved(number));
            // A run of zeros is in every file.
            forms.values().removeIf(needle -> distinct(needle) < DISTINCT_LEAST);
        }
    }

    /**
     * What was found.
     *
     * @param files how many were read
     * @param places each a file and a form, with the last four digits and no more
     */
    public record Result(int files, List<String> places) {}

    /**
     * Reads every file below a folder.
     *
     * @param without folders that are not read
     * @throws UncheckedIOException a file cannot be read; nothing is known then
     */
    public Result of(Path folder, Path... without) {
        List<String> places = new ArrayList<>();
        int read = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(one -> Arrays.stream(without).noneMatch(one::startsWith))
                    .toList()) {
                if (Files.size(file) > FILE_BYTES_MAX) {
                    throw new IOException(file.getFileName() + " is too long to be looked through");
                }
                byte[] bytes = Files.readAllBytes(file);
                read++;
                forms.forEach((form, needle) -> {
                    if (holds(bytes, needle)) {
                        places.add(folder.relativize(file) + ": " + form);
                    }
                });
            }
        } catch (NoSuchFileException gone) {
            return of(folder, without);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Result(read, List.copyOf(places));
    }

    private static long distinct(byte[] needle) {
        return IntStream.range(0, needle.length)
                .map(at -> needle[at])
                .distinct()
                .count();
    }

    private static boolean holds(byte[] bytes, byte[] needle) {
        int last = bytes.length - needle.length;
        for (int at = 0; at <= last; at++) {
            int k = 0;
            while (k < needle.length && bytes[at + k] == needle[k]) {
                k++;
            }
            if (k == needle.length) {
                return true;
            }
        }
        return false;
    }

    // Two digits a byte; of an odd number the last digit is left out, for what follows it is not known.
    private static byte[] packed(String number) {
        return HexFormat.of().parseHex(number.substring(0, number.length() / 2 * 2));
    }

    // As it lies behind a filling digit: the first and the last digit may be left out.
    private static byte[] moved(String number) {
        return packed(number.substring(1));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
