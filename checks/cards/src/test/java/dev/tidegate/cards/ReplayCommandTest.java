package dev.tidegate.cards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplayCommandTest {
    @TempDir
    private Path home;

    private Path file = Path.of("");

    @BeforeEach
    void record() {
        file = home.resolve("sale.trace");
        Console.run("trace", "chip-cda", "--amount", "75", "--record", file);
    }

    private void change(String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void sameKernel_sameSale_hasNoDifference() {
        Console told = Console.run("replay", file);

        assertThat(told.code()).isZero();
        assertThat(told.out())
                .startsWith("outcome              the host is asked, ARQC")
                .contains("12 recorded, 12 sent as recorded, 0 differences");
    }

    @ParameterizedTest
    @CsvSource({"tap-visa,true", "tap-mastercard,true", "tap-phone,true", "chip-two-step,false", "chip-pulled,false"})
    void everyKindOfSale_isPlayedAsRecorded(String card, boolean tap) {
        Path other = home.resolve("other.trace");
        Console.run("trace", card, "--record", other, tap ? "--tap" : "--offline");

        assertThat(Console.run("replay", other)).satisfies(told -> {
            assertThat(told.out()).contains(" 0 differences");
            assertThat(told.code()).isZero();
        });
    }

    @Test
    void stripeMode_isPlayedAsRecorded() throws IOException {
        Path stripe = home.resolve("stripe.trace");
        Files.writeString(stripe, """
                tidegate-card-trace 1
                terminal 22 276 EUR 6028C8 6000F0A001 TILL0001 free
                application A0000000041010 partial 0002 0000000000 FFFFFFFFFF FFFFFFFFFF 0 0 0 0 9F3704
                tap A0000000041010 02 0002 0000000000 0000000000 0000000000 no yes no - 5000 - 2500 - - A0000000
                sale tap 1250 EUR 2026-11-23T12:00:00 000EEC85 1
                > 00A404000E325041592E5359532E444446303100
                < 6F20840E325041592E5359532E4444463031A50EBF0C0B61094F07A00000000410109000
                > 00A4040007A000000004101000
                < 6F128407A0000000041010A507500543415244319000
                > 80A8000002830000
                < 770A820200009404080101009000
                > 00B2010C00
                < 70249F6502000E9F660200009F6701009F6B13%sD39122010000000000000F9000
                > 802A8E80040000000000
                < 770A9F610201419F360200429000
                """.formatted("5413330089010012"));

        Console told = Console.run("replay", stripe);

        assertThat(told.out())
                .startsWith("outcome              the host is asked, with a track and no cryptogram")
                .contains("TAPPED_STRIPE_ONLINE_ONLY")
                .contains("5 recorded, 5 sent as recorded, 0 differences");
    }

    @Test
    void otherAmount_isToldByItsTag() throws IOException {
        change("sale contact 7500", "sale contact 7600");

        Console told = Console.run("replay", file);

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out())
                .startsWith("11  OTHER_VALUES  GENERATE AC ARQC, signed")
                .contains("recorded  9F02 amount authorised: 000000007500")
                .contains("sent      9F02 amount authorised: 000000007600");
    }

    @Test
    void commandTakenOutOfTheRecording_isToldAsNotRecorded() throws IOException {
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("> 00B2011400\n< .*\n", ""));

        Console told = Console.run("replay", file);

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains("NOT_RECORDED  READ RECORD 1 of short file 2");
    }

    @Test
    void json_hasEachDifference() throws IOException {
        change("A1B2C3D4 50", "A1B2C3D5 50");

        JsonNode told = new ObjectMapper()
                .readTree(Console.run("replay", file, "--json").out());

        assertThat(told.at("/differences/0/kind").asText()).isEqualTo("OTHER_VALUES");
        assertThat(told.at("/differences/0/recorded/0").asText()).isEqualTo("9F37 unpredictable number: A1B2C3D4");
        assertThat(told.get("same").asInt()).isEqualTo(10);
    }

    @Test
    void damagedFile_isNamedByItsLine() throws IOException {
        change("sale contact 7500 EUR", "sale contact 7500 XXQ");

        Console told = Console.run("replay", file);

        assertThat(told.code()).isEqualTo(3);
        assertThat(told.err()).contains("sale.trace, line 9: a value of \"sale\" cannot be");
    }

    @Test
    void fileThatIsNotThere_isSaid() {
        assertThat(Console.run("replay", home.resolve("nothing")).code()).isEqualTo(3);
    }

    @Test
    void terminalAlone_isNotASale() throws IOException {
        Files.writeString(file, Files.readString(file).replaceAll("(?s)\nsale .*", "\n"));

        assertThat(Console.run("replay", file).err()).contains("describes a terminal and no sale");
    }

    @Test
    void help_saysTheExitCodes() {
        assertThat(Console.run("replay", "--help").out()).contains("Exit codes: 0 every command is as recorded");
    }
}
