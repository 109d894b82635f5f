package dev.tidegate.till.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.till.catalogue.CatalogueSource.Fault;
import dev.tidegate.till.catalogue.CatalogueSource.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CatalogueFilesTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ITEMS = """
            id,name,category,price,unit,tax,barcodes
            tea,"Tea, green",Drinks,3.20,piece,full,9521201000008 96385074
            apples,Apples,Fruit,2.99,kg,reduced,2110001
            """;

    @TempDir
    private Path folder;

    private CatalogueFiles files;

    @BeforeEach
    void write() throws IOException {
        put("taxes.csv", "id,name,basis_points\nfull,VAT 19 %,1900\nreduced,VAT 7 %,700\n");
        put("items.csv", ITEMS);
        put("discounts.csv", "id,name,for,basis_points,amount\nstaff,Staff,cart,2500,\ncup,Own cup,line,,0.30\n");
        files = new CatalogueFiles(folder, EUR, List.of(new BarcodePattern("21IIIIIWWWWWC")));
    }

    @Test
    void read_threeGoodFiles_isTheCatalogue() {
        Catalogue catalogue = whole();

        assertThat(catalogue.items())
                .extracting(Item::id, Item::name, Item::price, Item::byWeight)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("tea", "Tea, green", 320L, false),
                        org.assertj.core.groups.Tuple.tuple("apples", "Apples", 299L, true));
        assertThat(catalogue.items().getFirst().tax()).isEqualTo(new TaxRate("full", "VAT 19 %", 1_900));
        assertThat(catalogue.discount("staff"))
                .isEqualTo(new Discount("staff", "Staff", Discount.Scope.CART, 2_500, 0));
        assertThat(catalogue.asOf()).isEqualTo(NOON);
    }

    @Test
    void read_theShippedSample_hasNoFault() {
        CatalogueFiles shipped = new CatalogueFiles(
                Path.of("../config/catalogue"),
                EUR,
                List.of(new BarcodePattern("21IIIIIWWWWWC"), new BarcodePattern("22IIIIIPPPPPC")));

        assertThat(shipped.read()).isInstanceOf(Reading.Whole.class);
    }

    @Test
    void read_again_isUnchangedUntilAFileHasAnotherTime() throws IOException {
        Catalogue first = whole();
        Reading second = files.read();
        put("items.csv", ITEMS.replace("3.20", "3.30"));
        var ignored = Files.setLastModifiedTime(folder.resolve("items.csv"), FileTime.from(NOON.plusSeconds(1)));

        Catalogue third = whole();

        assertThat(second).isEqualTo(new Reading.Unchanged());
        assertThat(third.items().getFirst().price()).isEqualTo(330);
        assertThat(third.version()).isNotEqualTo(first.version());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "items.csv | 3.20 | 3.2 | 2 | price",
                "items.csv | 3.20 | -1.00 | 2 | price",
                "items.csv | ,full, | ,luxury, | 2 | tax",
                "items.csv | ,kg, | ,pound, | 3 | unit",
                "items.csv | 9521201000008 | 9521201000009 | 2 | barcodes",
                "items.csv | apples | tea | 3 | id",
                "taxes.csv | 1900 | 19.5 | 2 | basis_points",
                "discounts.csv | ,cart, | ,everything, | 2 | for",
                "discounts.csv | ,0.30 | ,free | 3 | amount",
            })
    void read_aFault_isNamedByFileLineAndColumn(String file, String good, String bad, int line, String column)
            throws IOException {
        put(file, Files.readString(folder.resolve(file)).replaceFirst(good, bad));

        assertThat(faults()).first().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo(file);
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.column()).isEqualTo(column);
        });
    }

    @Test
    void read_aRowTooShort_isNamedByItsLine() throws IOException {
        put("items.csv", ITEMS + "soup,Soup\n");

        assertThat(faults()).containsExactly(new Fault("items.csv", 4, "", "has 2 values, and the first line 7"));
    }

    @Test
    void read_aMissingFile_isNamed() throws IOException {
        Files.delete(folder.resolve("taxes.csv"));

        assertThat(faults()).extracting(Fault::file).containsExactly("taxes.csv");
    }

    @Test
    void read_whatIsNotUtf8_isNamed() throws IOException {
        var ignored = Files.write(
                folder.resolve("items.csv"), "id,name\ntea,Caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(faults()).containsExactly(new Fault("items.csv", 0, "", "is not UTF-8"));
    }

    @Test
    void read_aColumnThatNobodyKnows_isAFault() throws IOException {
        put("taxes.csv", "id,name,basis_points,colour\nfull,VAT,1900,red\n");

        assertThat(faults()).first().asString().contains("taxes.csv line 1").contains("column");
    }

    @Test
    void read_oneBarcodeOfTwoItems_isAFault() throws IOException {
        put("items.csv", ITEMS + "milk,Milk,Drinks,1.49,piece,full,96385074\n");

        assertThat(faults()).first().asString().contains("is there twice");
    }

    private Catalogue whole() {
        Reading reading = files.read();
        assertThat(reading).isInstanceOf(Reading.Whole.class);
        return ((Reading.Whole) reading).catalogue();
    }

    private List<Fault> faults() {
        Reading reading = files.read();
        assertThat(reading).isInstanceOf(Reading.Faulty.class);
        return ((Reading.Faulty) reading).faults();
    }

    private void put(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        var ignored = Files.setLastModifiedTime(file, FileTime.from(NOON));
    }
}
