package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.TimeFields.Span;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.jspecify.annotations.Nullable;

/**
 * A4 pages, filled from the top; units are points, and {@code y} grows downwards from the top edge. The same calls make
 * the same bytes: ids and dates are given, never taken. Every text that is drawn is kept as it was before it was
 * compressed.
 */
final class PdfSheet implements AutoCloseable {
    static final float LEFT = 42;
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
    static final Color INK = new Color(0x14202b);
    static final Color QUIET = new Color(0x4b5b69);
    static final Color LINE = new Color(0xcdd5dc);

    private static final float TOP = 46;
    private static final float BOTTOM = PDRectangle.A4.getHeight() - 52;
    private static final float LEADING = 1.38f;
    /** Anything fixed: the document's id is a digest of it and of the title. */
    private static final long DOCUMENT_ID = 8583;

    private final PDDocument document = new PDDocument();
    private final Map<Face, Cut> cuts = new EnumMap<>(Face.class);
    private final List<TimeText> times = new ArrayList<>();
    private final List<String> spoken = new ArrayList<>();
    private final PDDocumentOutline outline = new PDDocumentOutline();
    private final String footer;

    private @Nullable PDPageContentStream out;
    private float y;

    PdfSheet(String footer) {
        this.footer = footer;
        try {
            document.setDocumentId(DOCUMENT_ID);
            for (Face face : Face.values()) {
                TrueTypeFont font = new TTFParser()
                        .parse(new RandomAccessReadBuffer(new ByteArrayInputStream(Sheet.bytes(face.file))));
                PDType0Font embedded = PDType0Font.load(document, font, true);
                cuts.put(face, new Cut(embedded, font.getUnicodeCmapLookup(), new HashMap<>()));
            }
            document.getDocumentCatalog().setDocumentOutline(outline);
            document.getDocumentCatalog().setLanguage("en");
            newPage();
        } catch (IOException e) {
            throw new UncheckedIOException("the fonts of the module cannot be read", e);
        }
    }

    /** DejaVu, because it has Latin of Viet Nam, Cyrillic and a fixed width. */
    enum Face {
        PLAIN("fonts/DejaVuSans.ttf"),
        BOLD("fonts/DejaVuSans-Bold.ttf"),
        MONO("fonts/DejaVuSansMono.ttf");

        private final String file;

        Face(String file) {
            this.file = file;
        }
    }

    /** A face in this document; its widths are kept, because asking takes its time. */
    private record Cut(PDType0Font font, CmapLookup glyphs, Map<Character, Float> widths) {}

    /** How a text looks. */
    record Look(Face face, float size, Color color) {
        static Look plain(float size) {
            return new Look(Face.PLAIN, size, INK);
        }

        Look in(Color other) {
            return new Look(face, size, other);
        }

        Look bold() {
            return new Look(Face.BOLD, size, color);
        }

        Look mono() {
            return new Look(Face.MONO, size, color);
        }
    }

    /** A text, and which parts of it are time fields. */
    record Piece(String text, Look look, List<Span> times) {
        static Piece of(String text, Look look) {
            return new Piece(text, look, TimeFields.general().in(text));
        }

        static Piece time(String text, Look look) {
            return new Piece(text, look, List.of(new Span(0, text.length())));
        }
    }

    /** A text as it was drawn, and which parts of it are time fields. */
    record TimeText(int page, String text, List<Span> fields) {}

    int pages() {
        return document.getNumberOfPages();
    }

    List<TimeText> times() {
        return times;
    }

    List<String> spoken() {
        return spoken;
    }

    float y() {
        return y;
    }

    void down(float points) {
        y += points;
    }

    boolean fits(float points) {
        return y + points <= BOTTOM;
    }

    /** Makes sure that so much fits below, on the next page if not on this. */
    void need(float points) {
        if (!fits(points)) {
            newPage();
        }
    }

    void newPage() {
        try {
            if (out != null) {
                out.close();
            }
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            out = new PDPageContentStream(document, page);
        } catch (IOException e) {
            throw broken(e);
        }
        Look look = Look.plain(7.5f).in(QUIET);
        y = BOTTOM + 18;
        line(LEFT, y, LEFT + WIDTH, y, LINE, 0.5f, false);
        draw(LEFT, y + 6, Piece.of(footer, look));
        String number = "Page " + pages();
        draw(LEFT + WIDTH - width(number, look), y + 6, Piece.of(number, look));
        y = TOP;
    }

    /** A name in the reader's side bar, which leads to this page. */
    void bookmark(String title) {
        PDOutlineItem item = new PDOutlineItem();
        PDPageFitDestination destination = new PDPageFitDestination();
        destination.setPage(document.getPage(pages() - 1));
        item.setDestination(destination);
        item.setTitle(title);
        outline.addLast(item);
        spoken.add(title);
    }

    /** Text over so much of the line as it needs, and the next lines. */
    void paragraph(Piece piece) {
        row(List.of(new Cell(0, WIDTH, piece)), 0);
    }

    /** One cell of a row; {@code x} from the left margin. */
    record Cell(float x, float width, Piece piece) {}

    /** Cells beside each other, each as high as its text, with so much below; on one page. */
    void row(List<Cell> cells, float below) {
        float height = 0;
        List<List<int[]>> lines = new ArrayList<>();
        for (Cell cell : cells) {
            List<int[]> wrapped = wrap(cell.piece(), cell.width());
            lines.add(wrapped);
            height = Math.max(height, wrapped.size() * cell.piece().look().size() * LEADING);
        }
        need(height + below);
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            speak(cell.piece());
            float at = y;
            for (int[] part : lines.get(i)) {
                drawLine(LEFT + cell.x(), at, cell.piece(), part[0], part[1]);
                at += cell.piece().look().size() * LEADING;
            }
        }
        y += height + below;
    }

    /** Text of one line, its top at {@code top}. */
    void draw(float x, float top, Piece piece) {
        speak(piece);
        drawLine(x, top, piece, 0, piece.text().length());
    }

    private void speak(Piece piece) {
        spoken.add(piece.text());
        if (!piece.times().isEmpty()) {
            times.add(new TimeText(pages(), shown(piece.text(), piece.look().face()), piece.times()));
        }
    }

    float width(String text, Look look) {
        float width = 0;
        for (int i = 0; i < text.length(); i++) {
            width += cut(look.face()).widths().computeIfAbsent(text.charAt(i), each -> width(each, look.face()));
        }
        return width * look.size();
    }

    private float width(char each, Face face) {
        try {
            // A letter of another face takes a column all the same.
            String measured = face == Face.MONO ? "0" : shown(String.valueOf(each), face);
            Face shownIn = face == Face.MONO ? face : face(measured.charAt(0), face);
            return cut(shownIn).font().getStringWidth(measured) / 1000;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    void line(float fromX, float fromY, float toX, float toY, Color color, float thick, boolean dashed) {
        try {
            PDPageContentStream to = out();
            to.setStrokingColor(color);
            to.setLineWidth(thick);
            to.setLineDashPattern(dashed ? new float[] {4, 2.5f} : new float[0], 0);
            to.moveTo(fromX, flipped(fromY));
            to.lineTo(toX, flipped(toY));
            to.stroke();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    void fill(float x, float top, float width, float height, Color color) {
        polygon(color, x, top, x + width, top, x + width, top + height, x, top + height);
    }

    /** @param corners x and y of each in turn */
    void polygon(Color color, float... corners) {
        try {
            PDPageContentStream to = out();
            to.setNonStrokingColor(color);
            to.moveTo(corners[0], flipped(corners[1]));
            for (int i = 2; i < corners.length; i += 2) {
                to.lineTo(corners[i], flipped(corners[i + 1]));
            }
            to.closePath();
            to.fill();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** The document; nothing is drawn after it. */
    byte[] save(String title, Instant createdAt) {
        try {
            out().close();
            out = null;
            document.getDocumentInformation().setTitle(title);
            document.getDocumentInformation().setCreationDate(GregorianCalendar.from(createdAt.atZone(ZoneOffset.UTC)));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void drawLine(float x, float top, Piece piece, int from, int to) {
        Look look = piece.look();
        String text = shown(piece.text().substring(from, to), look.face());
        if (text.isBlank()) {
            return;
        }
        float at = x;
        for (int i = 0, begun = 0; i < text.length(); i = begun) {
            Face face = face(text.charAt(i), look.face());
            while (begun < text.length() && face(text.charAt(begun), look.face()) == face) {
                begun++;
            }
            String part = text.substring(i, begun);
            show(at, top, part, new Look(face, look.size(), look.color()));
            at += width(part, look);
        }
    }

    private void show(float x, float top, String text, Look look) {
        try {
            PDPageContentStream stream = out();
            stream.beginText();
            stream.setFont(cut(look.face()).font(), look.size());
            stream.setNonStrokingColor(look.color());
            stream.newLineAtOffset(x, flipped(top + look.size()));
            stream.showText(text);
            stream.endText();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    // The fixed width has not all of the letters of Viet Nam.
    private Face face(char each, Face wanted) {
        return has(wanted, each) ? wanted : Face.PLAIN;
    }

    private Cut cut(Face face) {
        return Objects.requireNonNull(cuts.get(face), "every face is loaded");
    }

    private boolean has(Face face, char each) {
        return cut(face).glyphs().getGlyphId(each) > 0;
    }

    /** Where each line begins and ends: at line feeds, at blanks, and else where the cell is full. */
    private List<int[]> wrap(Piece piece, float width) {
        String text = piece.text();
        List<int[]> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = from;
            int blank = -1;
            float used = 0;
            while (to < text.length()) {
                int next = text.offsetByCodePoints(to, 1);
                used += text.charAt(to) == '\n' ? 0 : width(text.substring(to, next), piece.look());
                if (used > width && to > from) {
                    break;
                }
                if (text.charAt(to) == '\n') {
                    blank = to;
                    break;
                }
                if (text.charAt(to) == ' ') {
                    blank = to;
                }
                to = next;
            }
            int end = to < text.length() && blank >= from ? blank : to;
            lines.add(new int[] {from, end});
            boolean gap = end < text.length() && " \n".indexOf(text.charAt(end)) >= 0;
            from = gap ? end + 1 : end;
        }
        return lines;
    }

    // What the font has no shape for is shown as a question mark, as long as it was.
    private String shown(String text, Face face) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            shown.append(each == '\n' || has(face(each, face), each) ? each : '?');
        }
        return shown.toString();
    }

    private static float flipped(float fromTop) {
        return PDRectangle.A4.getHeight() - fromTop;
    }

    private PDPageContentStream out() {
        if (out == null) {
            throw new IllegalStateException("the document is finished");
        }
        return out;
    }

    private static UncheckedIOException broken(IOException e) {
        return new UncheckedIOException("a page in memory cannot be written", e);
    }
}
