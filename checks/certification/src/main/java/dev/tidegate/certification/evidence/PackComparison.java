package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.TimeFields.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * Whether two packs are equal but for their listed time fields. Texts are compared byte for byte with the listed parts
 * cut out; the PDF, whose pages are compressed, by what its pages say. Not compared: the lists, the manifest, which has
 * digests of everything, and what reviewers said; of section H that the same scenarios are there.
 */
public final class PackComparison {
    private static final Set<String> NOT_COMPARED =
            Set.of(EvidencePack.TIMES, EvidencePack.SIGN_OFF, Manifest.NAME, Manifest.SIGNATURE);
    private static final int CONTEXT = 40;

    private final Path one;
    private final Path other;
    private final TimeList ofOne;
    private final TimeList ofOther;

    private PackComparison(Path one, Path other) throws IOException {
        this.one = one;
        this.other = other;
        this.ofOne = times(one);
        this.ofOther = times(other);
    }

    /**
     * The first difference of each file that has one, as sentences that name the file and the place.
     *
     * @throws IOException a pack cannot be read
     */
    public static List<String> differences(Path one, Path other) throws IOException {
        return new PackComparison(one, other).all();
    }

    private List<String> all() throws IOException {
        Set<String> names = names(one);
        Set<String> others = names(other);
        List<String> found = new ArrayList<>();
        for (String name :
                Stream.concat(names.stream(), others.stream()).sorted().toList()) {
            if (!names.contains(name) || !others.contains(name)) {
                found.add(name + " is in one pack only.");
            }
        }
        names.retainAll(others);
        for (String name : names) {
            boolean figures =
                    ofOne.figures().contains(name) && ofOther.figures().contains(name);
            Optional<String> difference = figures
                    ? Optional.empty()
                    : name.equals(PdfPack.NAME)
                            ? difference(name, pages(one, ofOne), pages(other, ofOther))
                            : difference(name, text(one, name, ofOne), text(other, name, ofOther));
            difference.ifPresent(found::add);
        }
        return found;
    }

    private static Optional<String> difference(String name, String one, String other) {
        int at = 0;
        while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at == one.length() && at == other.length()
                ? Optional.empty()
                : Optional.of(name + " differs: \"" + around(one, at) + "\", and \"" + around(other, at) + "\".");
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - CONTEXT), Math.min(text.length(), at + CONTEXT))
                .replaceAll("\\s+", " ");
    }

    private static String text(Path folder, String name, TimeList times) throws IOException {
        String text = Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
        Map<String, List<Span>> fields =
                times.files().stream().collect(Collectors.toMap(TimeList.Of::name, TimeList.Of::fields));
        return rest(text, fields.getOrDefault(name, List.of()));
    }

    // A mark stays, so that a time may not move to where none was.
    private static String rest(String text, List<Span> times) {
        StringBuilder rest = new StringBuilder();
        int from = 0;
        for (Span span : times) {
            rest.append(text, from, span.from()).append('\u0000');
            from = span.to();
        }
        return rest.append(text, from, text.length()).toString();
    }

    private static String pages(Path folder, TimeList times) throws IOException {
        StringBuilder all = new StringBuilder();
        try (PDDocument document = Loader.loadPDF(folder.resolve(PdfPack.NAME).toFile())) {
            int last = times.pdfFiguresFrom() == 0 ? document.getNumberOfPages() : times.pdfFiguresFrom() - 1;
            for (int page = 1; page <= last; page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                // Blanks are where the reader of the page thinks that they are.
                String text = stripper.getText(document).replaceAll("\\s+", "");
                int from = 0;
                for (PdfSheet.TimeText time : times.pdf()) {
                    String drawn = time.text().replaceAll("\\s+", "");
                    int at = time.page() == page && !drawn.isEmpty() ? text.indexOf(drawn, from) : -1;
                    if (at >= 0) {
                        all.append(text, from, at)
                                .append(rest(time.text(), time.fields()).replaceAll("\\s+", ""));
                        from = at + drawn.length();
                    }
                }
                all.append(text.substring(from)).append('\f');
            }
        }
        return all.toString();
    }

    private static TimeList times(Path folder) throws IOException {
        return Json.read(Files.readAllBytes(folder.resolve(EvidencePack.TIMES)), TimeList.class);
    }

    private static Set<String> names(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Manifest.Entry entry : Json.read(Files.readAllBytes(folder.resolve(Manifest.NAME)), Manifest.class)
                .files()) {
            if (!NOT_COMPARED.contains(entry.name())) {
                names.add(entry.name());
            }
        }
        return names;
    }
}
