package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.ScenarioRun.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the pack holds for machines: a record of each scenario, and of the run. */
final class RecordFiles {
    static final String PACK = "pack.json";
    static final String FORMAT = "tidegate-evidence-v1";

    private static final Pattern MICROS = Pattern.compile("/(?:frames|moves)/\\d+/micros");
    private static final Pattern FRAME = Pattern.compile("/frames/(\\d+)/hex");
    private static final Pattern FIELD = Pattern.compile("/frames/(\\d+)/fields/(\\d+)/value");
    private static final Pattern CHECK = Pattern.compile("/checks/(\\d+)/(?:expected|seen)");

    private static final Pattern BECAUSE = Pattern.compile("/scenarios/(\\d+)/because");

    private RecordFiles() {}

    /**
     * The run as one record.
     *
     * @param run SHA-256 of facts and records: what a reviewer signs off
     */
    record Pack(String format, String run, PackFacts facts, List<Row> scenarios) {}

    record Row(String id, String section, String title, Verdict verdict, String because, String page, String record) {}

    static String page(String id) {
        return "scenarios/" + id + ".html";
    }

    static String record(String id) {
        return "scenarios/" + id + ".json";
    }

    static List<PackFile> of(PackFacts facts, List<ScenarioRun> runs) {
        List<PackFile> files = new ArrayList<>();
        Pack pack = new Pack(
                FORMAT,
                digest(facts, runs),
                facts,
                runs.stream().map(RecordFiles::row).toList());
        files.add(PackFile.of(PACK, "", Json.of(pack, ofThePack(runs))));
        runs.forEach(run -> files.add(file(run)));
        return files;
    }

    /** SHA-256 of the facts and of every record, as they are written, in hex. */
    static String digest(PackFacts facts, List<ScenarioRun> runs) {
        List<byte[]> records = new ArrayList<>();
        records.add(
                PackFile.of("", "", Json.of(facts, (path, value) -> List.of())).content());
        runs.forEach(run -> records.add(file(run).content()));
        return Signing.sha256(records);
    }

    private static PackFile file(ScenarioRun run) {
        return PackFile.of(record(run.id()), run.id(), Json.of(run, clock(run)));
    }

    static Row row(ScenarioRun run) {
        return new Row(
                run.id(), run.section(), run.title(), run.verdict(), run.because(), page(run.id()), record(run.id()));
    }

    private static Json.Clock ofThePack(List<ScenarioRun> runs) {
        return (path, value) -> {
            Matcher because = BECAUSE.matcher(path);
            if (because.matches()) {
                ScenarioRun run = runs.get(Integer.parseInt(because.group(1)));
                return TimeFields.of(run).in(run.because());
            }
            boolean time = path.equals("/run") || path.equals("/facts/startedAt");
            return time ? Json.Clock.all(value) : List.of();
        };
    }

    private static Json.Clock clock(ScenarioRun run) {
        TimeFields times = TimeFields.of(run);
        return (path, value) -> {
            Matcher frame = FRAME.matcher(path);
            if (frame.matches()) {
                return TimeFields.inHex(run.frames().get(Integer.parseInt(frame.group(1))));
            }
            return isTime(run, path) ? Json.Clock.all(value) : value.isTextual() ? times.in(value.asText()) : List.of();
        };
    }

    private static boolean isTime(ScenarioRun run, String path) {
        Matcher field = FIELD.matcher(path);
        if (field.matches()) {
            return run.frames()
                    .get(Integer.parseInt(field.group(1)))
                    .fields()
                    .get(Integer.parseInt(field.group(2)))
                    .isTime();
        }
        Matcher check = CHECK.matcher(path);
        return check.matches()
                ? run.checks().get(Integer.parseInt(check.group(1))).isTime()
                : MICROS.matcher(path).matches();
    }
}
