package dev.tidegate.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for card numbers in every file of a folder, in each form in which they have been seen to leak. */
final class CanaryScan {
    private final Map<String, byte[]> needles = new LinkedHashMap<>();

    CanaryScan(List<String> numbers) {
        for (String number : numbers) {
            byte[] ascii = number.getBytes(StandardCharsets.US_ASCII);
            byte[] bcd = HexFormat.of().parseHex(number.length() % 2 == 0 ? number : number + "F");
            look("ASCII", number, ascii);
            look("UTF-16", number, number.getBytes(StandardCharsets.UTF_16LE));
            // As a heap dump writes an array of characters.
            look("UTF-16, big-endian", number, number.getBytes(StandardCharsets.UTF_16BE));
            look("BCD", number, bcd);
            look("hex of ASCII", number, HexFormat.of().formatHex(ascii).getBytes(StandardCharsets.US_ASCII));
            for (int shift = 0; shift < 3; shift++) {
                look("base64 of ASCII +" + shift, number, base64(ascii, shift));
                look("base64 of BCD +" + shift, number, base64(bcd, shift));
            }
        }
    }

    private void look(String form, String number, byte[] needle) {
        needles.put(form + ", ends in " + number.substring(number.length() - 4), needle);
    }

    /** Where a number was found, and in which form; never the number. */
    List<String> findIn(Path folder) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> search(file, found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Each place of a file where a number is, and in which form; never the number. */
    List<String> placesIn(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<String> found = new ArrayList<>();
        needles.forEach((form, needle) -> {
            for (int at = next(bytes, needle, 0); at >= 0; at = next(bytes, needle, at + 1)) {
                found.add(form + ", at " + at);
            }
        });
        return found;
    }

    private void search(Path file, List<String> found) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        needles.forEach((form, needle) -> {
            if (contains(bytes, needle)) {
                found.add(file + ": " + form);
            }
        });
    }

    // The middle of the encoding, which does not depend on what stands before or after.
    private static byte[] base64(byte[] bytes, int shift) {
        byte[] shifted = new byte[bytes.length + shift];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = shift == 0 ? 0 : shift + 1;
        return text.substring(from, text.length() - 2).getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean contains(byte[] bytes, byte[] needle) {
        return next(bytes, needle, 0) >= 0;
    }

    private static int next(byte[] bytes, byte[] needle, int from) {
        for (int i = from; i <= bytes.length - needle.length; i++) {
            int j = 0;
            while (j < needle.length && bytes[i + j] == needle[j]) {
                j++;
            }
            if (j == needle.length) {
                return i;
            }
        }
        return -1;
    }
}
