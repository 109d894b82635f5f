package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.TimeFields.Span;
import java.util.List;

/**
 * Which parts of the pack differ from run to run, so that two packs can be compared: {@code time-fields.json}.
 *
 * @param files parts of each text, from one UTF-16 unit to before another
 * @param pdf texts as they were drawn, in order
 * @param pdfFiguresFrom the first page with figures of section H, 0 where there is none
 * @param figures files of section H, which are not compared
 */
record TimeList(String format, List<Of> files, List<PdfSheet.TimeText> pdf, int pdfFiguresFrom, List<String> figures) {
    record Of(String name, List<Span> fields) {}

    static TimeList of(List<PackFile> files, PdfPack.Drawn pdf) {
        return new TimeList(
                RecordFiles.FORMAT,
                files.stream()
                        .filter(file -> !file.times().isEmpty() && !isFigures(file))
                        .map(file -> new Of(file.name(), file.times()))
                        .toList(),
                pdf.texts(),
                pdf.figuresFrom(),
                files.stream().filter(TimeList::isFigures).map(PackFile::name).toList());
    }

    private static boolean isFigures(PackFile file) {
        return file.scenario().startsWith("H");
    }
}
