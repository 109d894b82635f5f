package dev.tidegate.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for card numbers in every file of a folder, in each form in which they have been seen to leak. */
final class CanaryScan {
    /** What is looked for, by its first two bytes: each byte of a file is looked at once, whatever is looked for. */
    private final Needle[] @Nullable [] needles = new Needle[1 << 16][];

    private static final class Needle {
        private final String form;
        private final byte[] bytes;

        Needle(String form, byte[] bytes) {
            this.form = form;
            this.bytes = bytes;
        }

        boolean isAt(byte[] text, int at) {
            int end = at + bytes.length;
            return end <= text.length && Arrays.equals(text, at, end, bytes, 0, bytes.length);
        }
    }

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

    private void look(String form, String number, byte[] bytes) {
        Needle @Nullable [] before = needles[start(bytes, 0)];
        Needle[] all = before == null ? new Needle[1] : Arrays.copyOf(before, before.length + 1);
        all[all.length - 1] = new Needle(form + ", ends in " + number.substring(number.length() - 4), bytes);
        needles[start(bytes, 0)] = all;
    }

    private static int start(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
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
        List<String> found = new ArrayList<>();
        search(Files.readAllBytes(file), (form, at) -> found.add(form + ", at " + at));
        return found;
    }

    private void search(Path file, List<String> found) {
        Set<String> forms = new LinkedHashSet<>();
        try {
            search(Files.readAllBytes(file), (form, at) -> forms.add(form));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        forms.forEach(form -> found.add(file + ": " + form));
    }

    private void search(byte[] text, ObjIntConsumer<String> found) {
        for (int at = 0; at < text.length - 1; at++) {
            Needle @Nullable [] here = needles[start(text, at)];
            if (here != null) {
                for (Needle needle : here) {
                    if (needle.isAt(text, at)) {
                        found.accept(needle.form, at);
                    }
                }
            }
        }
    }

    // The middle of the encoding, which does not depend on what stands before or after.
    private static byte[] base64(byte[] bytes, int shift) {
        byte[] shifted = new byte[bytes.length + shift];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = shift == 0 ? 0 : shift + 1;
        return text.substring(from, text.length() - 2).getBytes(StandardCharsets.US_ASCII);
    }
}
