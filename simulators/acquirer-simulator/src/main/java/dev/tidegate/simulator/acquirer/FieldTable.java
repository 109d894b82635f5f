package dev.tidegate.simulator.acquirer;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields this host knows; a message with any other cannot be read. */
final class FieldTable {
    private static final Map<Integer, Field> ROWS = Stream.of(
                    new Field(2, FieldKind.LL_N, 19, Secrecy.PAN),
                    new Field(3, FieldKind.N, 6, Secrecy.OPEN),
                    new Field(4, FieldKind.N, 12, Secrecy.OPEN),
                    new Field(7, FieldKind.N, 10, Secrecy.OPEN),
                    new Field(11, FieldKind.N, 6, Secrecy.OPEN),
                    new Field(12, FieldKind.N, 6, Secrecy.OPEN),
                    new Field(13, FieldKind.N, 4, Secrecy.OPEN),
                    new Field(14, FieldKind.N, 4, Secrecy.HIDDEN),
                    new Field(18, FieldKind.N, 4, Secrecy.OPEN),
                    new Field(22, FieldKind.N, 3, Secrecy.OPEN),
                    new Field(23, FieldKind.N, 3, Secrecy.OPEN),
                    new Field(25, FieldKind.N, 2, Secrecy.OPEN),
                    new Field(32, FieldKind.LL_N, 11, Secrecy.OPEN),
                    new Field(35, FieldKind.LL_Z, 37, Secrecy.HIDDEN),
                    new Field(37, FieldKind.AN, 12, Secrecy.OPEN),
                    new Field(38, FieldKind.AN, 6, Secrecy.OPEN),
                    new Field(39, FieldKind.AN, 2, Secrecy.OPEN),
                    new Field(41, FieldKind.ANS, 8, Secrecy.OPEN),
                    new Field(42, FieldKind.ANS, 15, Secrecy.OPEN),
                    new Field(43, FieldKind.ANS, 40, Secrecy.OPEN),
                    new Field(49, FieldKind.N, 3, Secrecy.OPEN),
                    new Field(55, FieldKind.LLL_B, 255, Secrecy.CHIP),
                    new Field(60, FieldKind.LLL_ANS, 999, Secrecy.OPEN),
                    new Field(70, FieldKind.N, 3, Secrecy.OPEN),
                    new Field(90, FieldKind.N, 42, Secrecy.OPEN),
                    new Field(95, FieldKind.AN, 42, Secrecy.OPEN))
            .collect(Collectors.toUnmodifiableMap(Field::number, Function.identity()));

    private FieldTable() {}

    static Optional<Field> row(int number) {
        return Optional.ofNullable(ROWS.get(number));
    }
}
