package dev.tidegate.till.catalogue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A catalogue in a folder: {@code items.csv}, {@code taxes.csv}, {@code discounts.csv}. Read when one of them has
 * another time than it had; a file that changes while it is read is read again the next time.
 */
public final class CatalogueFiles implements CatalogueSource {
    /** Fifty thousand items have some 5 MB. */
    static final long FILE_BYTES_MAX = 16L << 20;

    /** Whoever mends twenty faults looks again anyway. */
    static final int FAULTS_MAX = 20;

    private static final String ITEMS = "items.csv";
    private static final String TAXES = "taxes.csv";
    private static final String DISCOUNTS = "discounts.csv";
    private static final List<String> NAMES = List.of(TAXES, ITEMS, DISCOUNTS);

    private final Path folder;
    private final CatalogueRows rows;
    private Map<String, FileTime> lastTimes = Map.of();
    private boolean everRead;

    /**
     * @param weighed what codes with a price or a weight inside look like; their items are listed by the part before
     */
    public CatalogueFiles(Path folder, Currency currency, List<BarcodePattern> weighed) {
        this.folder = folder;
        this.rows = new CatalogueRows(currency, weighed);
    }

    @Override
    public Reading read() {
        Map<String, FileTime> times = new HashMap<>();
        List<Fault> faults = new ArrayList<>();
        for (String name : NAMES) {
            try {
                times.put(name, Files.getLastModifiedTime(folder.resolve(name)));
            } catch (IOException e) {
                faults.add(new Fault(name, 0, "", "is not there, or cannot be read"));
            }
        }
        if (everRead && times.equals(lastTimes)) {
            return new Reading.Unchanged();
        }
        everRead = true;
        lastTimes = times;
        if (!faults.isEmpty()) {
            return new Reading.Faulty(faults);
        }
        return whole(times);
    }

    private Reading whole(Map<String, FileTime> times) {
        List<Fault> faults = new ArrayList<>();
        Map<String, String> texts = new HashMap<>();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String name : NAMES) {
            texts.put(name, text(name, all, faults));
        }
        if (!faults.isEmpty()) {
            return faulty(faults);
        }
        List<TaxRate> taxes = rows.taxes(TAXES, texts.getOrDefault(TAXES, ""), faults);
        List<Item> items = rows.items(ITEMS, texts.getOrDefault(ITEMS, ""), taxes, faults);
        List<Discount> discounts = rows.discounts(DISCOUNTS, texts.getOrDefault(DISCOUNTS, ""), faults);
        if (!faults.isEmpty()) {
            return faulty(faults);
        }
        Instant asOf = times.values().stream()
                .map(FileTime::toInstant)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        try {
            return new Reading.Whole(new Catalogue(version(all.toByteArray()), asOf, items, taxes, discounts));
        } catch (IllegalArgumentException e) {
            return faulty(List.of(new Fault(ITEMS, 0, "", String.valueOf(e.getMessage()))));
        }
    }

    private static Reading faulty(List<Fault> faults) {
        return new Reading.Faulty(faults.subList(0, Math.min(faults.size(), FAULTS_MAX)));
    }

    private String text(String name, ByteArrayOutputStream all, List<Fault> faults) {
        try {
            Path file = folder.resolve(name);
            if (Files.size(file) > FILE_BYTES_MAX) {
                faults.add(new Fault(name, 0, "", "is longer than " + FILE_BYTES_MAX + " bytes"));
                return "";
            }
            byte[] bytes = Files.readAllBytes(file);
            all.writeBytes(bytes);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            faults.add(new Fault(name, 0, "", "is not UTF-8"));
        } catch (IOException | UncheckedIOException e) {
            faults.add(new Fault(name, 0, "", "is not there, or cannot be read"));
        }
        return "";
    }

    private static String version(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return Long.toString(crc.getValue(), 36) + "-" + Integer.toString(bytes.length, 36);
    }
}
