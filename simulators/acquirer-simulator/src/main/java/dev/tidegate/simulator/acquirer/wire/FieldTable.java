package dev.tidegate.simulator.acquirer.wire;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields a dialect knows; a message with any other cannot be read. */
final class FieldTable {
    private static final Pattern ROW = Pattern.compile("([0-9]+) ([a-z.0-9]+)");

    /** ISO 8583:1987, 4.3, with DE 55 as the card schemes have it. */
    private static final String OF_1987 = """
            2 n..19         3 n6            4 n12           7 n10           11 n6           12 n6
            13 n4           14 n4           15 n4           18 n4           22 n3           23 n3
            24 n3           25 n2           32 n..11        33 n..11        35 z..37        37 an12
            38 an6          39 an2          41 ans8         42 ans15        43 ans40        47 ans...999
            48 ans...999    49 n3           52 b8           53 n16          54 ans...120    55 b...255
            60 ans...999    61 ans...999    62 ans...999    63 ans...999    64 b8           66 n1
            70 n3           74 n10          75 n10          76 n10          77 n10          86 n16
            87 n16          88 n16          89 n16          90 n42          95 an42         97 xn17
            128 b8""";

    /** ISO 8583:1993, 4.4, with DE 55 as the card schemes have it. */
    private static final String OF_1993 = """
            2 n..19         3 n6            4 n12           7 n10           11 n6           12 n12
            14 n4           15 n6           18 n4           22 an12         23 n3           24 n3
            25 n4           26 n4           28 n6           29 n3           30 n24          32 n..11
            33 n..11        35 z..37        37 an12         38 an6          39 n3           41 ans8
            42 ans15        43 ans..99      47 ans...999    48 ans...999    49 n3           52 b8
            53 b..48        54 ans...120    55 b...255      56 n..35        59 ans...999    60 ans...999
            61 ans...999    62 ans...999    63 ans...999    64 b8           74 n10          75 n10
            76 n10          77 n10          86 n16          87 n16          88 n16          89 n16
            97 xn17         128 b8""";

    static final FieldTable PACKED_1987 = of(OF_1987, Coding.BCD);
    static final FieldTable PACKED_1993 = of(OF_1993, Coding.BCD);
    static final FieldTable WRITTEN_1993 = of(OF_1993, Coding.ASCII);

    private final Map<Integer, Field> rows;

    private FieldTable(Map<Integer, Field> rows) {
        this.rows = rows;
    }

    Optional<Field> row(int number) {
        return Optional.ofNullable(rows.get(number));
    }

    private static FieldTable of(String text, Coding ofDigits) {
        return new FieldTable(ROW.matcher(text)
                .results()
                .map(row -> field(row, ofDigits))
                .collect(Collectors.toUnmodifiableMap(Field::number, Function.identity())));
    }

    private static Field field(MatchResult row, Coding ofDigits) {
        return Field.of(Integer.parseInt(row.group(1)), row.group(2), ofDigits);
    }
}
