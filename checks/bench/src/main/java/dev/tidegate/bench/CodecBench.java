package dev.tidegate.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The codec with JMH: what making and reading one message costs, beside jPOS bare. */
final class CodecBench {
    private static final double MICROS_MAX = 6;
    private static final String BARE = "bare";

    /** The order is that of the table. */
    private static final List<Line> LINES = List.of(
            Line.alone(BARE, "jPOS bare: 345 bytes packed and unpacked, nothing checked"),
            Line.alone("codec", "codec: a 0200 of 345 bytes built, packed, a 0210 read"),
            Line.alone("pack", "of it: built and packed"),
            Line.alone("unpack", "of it: read"));

    private CodecBench() {}

    static List<DiskFigure> run(boolean quick, Path project, Consumer<String> progress) {
        Measurement measurement = quick ? Measurement.QUICK : Measurement.WHOLE;
        String profiles = "-D" + GatewayBenchmarks.PROFILES + "="
                + project.resolve("config/acquirers").toAbsolutePath();
        return measurement
                .of(
                        GatewayBenchmarks.class,
                        LINES,
                        line -> progress.accept("Measuring " + line.what() + " …"),
                        profiles)
                .stream()
                .map(CodecBench::figure)
                .toList();
    }

    private static DiskFigure figure(Figure figure) {
        String name = figure.line().benchmark();
        DiskFigure micros = DiskFigure.of(
                name.equals("codec") ? name : "codec" + Character.toUpperCase(name.charAt(0)) + name.substring(1),
                figure.line().what(),
                "us CPU",
                figure.micros(),
                0);
        return name.equals("codec") ? micros.atMost(MICROS_MAX) : micros;
    }
}
