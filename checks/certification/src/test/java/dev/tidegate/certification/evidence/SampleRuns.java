package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.ScenarioRun.Check;
import dev.tidegate.certification.evidence.ScenarioRun.FrameSeen;
import dev.tidegate.certification.evidence.ScenarioRun.Move;
import dev.tidegate.certification.evidence.ScenarioRun.Slip;
import dev.tidegate.certification.evidence.ScenarioRun.Standing;
import dev.tidegate.certification.evidence.ScenarioRun.StepSeen;
import dev.tidegate.certification.evidence.ScenarioRun.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A run as it would be, played at some instant: another instant changes what a clock changes, and nothing else. */
final class SampleRuns {
    static final Instant MORNING = Instant.parse("2026-11-23T07:30:00Z");
    static final Instant EVENING = Instant.parse("2026-11-24T19:04:41Z");

    static final String REVERSALS = "D. Timeouts and reversals";
    private static final String VIETNAMESE = "Phở Bò Nguyễn Huệ, Thành phố Hồ Chí Minh";
    private static final String CYRILLIC = "Пекарня «Жёлудь», Санкт-Петербург";
    private static final Standing NOTHING = new Standing(0, 0, 0, 0, 0, List.of());
    private static final Standing SOLD =
            new Standing(1, 1_250, 0, 0, 0, List.of("sale      TILL0001  STAN 000017  12.50 EUR  **** 0119"));

    private final Instant at;

    private SampleRuns(Instant at) {
        this.at = at;
    }

    static PackFacts facts(Instant at) {
        return new PackFacts(
                "Tidegate 0.1.0",
                "4234364f2c1d0b5e8a97c6d4e3f2a1b0c9d8e7f6",
                "iso87-generic",
                "9f2b1c0d8e7a6f5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b",
                "acquirer simulator",
                at,
                "Europe/Berlin",
                60);
    }

    static List<ScenarioRun> at(Instant at) {
        SampleRuns runs = new SampleRuns(at);
        return List.of(
                runs.signOn(),
                runs.keyChange(),
                runs.approved("C01", "Contact chip and online PIN, approved", VIETNAMESE),
                runs.approved("C02", "Contactless, approved without a CVM", CYRILLIC),
                runs.declined(),
                runs.timeout(),
                runs.parked(),
                runs.drained(),
                runs.closed(),
                runs.load());
    }

    /** One of each verdict, and one of figures: enough where a pack is written, and written fast. */
    static List<ScenarioRun> few(Instant at) {
        SampleRuns runs = new SampleRuns(at);
        return List.of(
                runs.keyChange(),
                runs.approved("C01", "Contact chip and online PIN, approved", VIETNAMESE),
                runs.parked(),
                runs.load());
    }

    /** One scenario of them. */
    static ScenarioRun named(String id, Instant at) {
        return at(at).stream().filter(run -> run.id().equals(id)).findFirst().orElseThrow();
    }

    private ScenarioRun signOn() {
        List<FrameSeen> frames = List.of(
                network("0800", 1).seen(1, 0, true),
                network("0810", 1).with(39, "00").with(70, "001").seen(2, jitter(1_900), false));
        return run("A01", "A. Session", "Connect, and sign on before any money", Verdict.PASSED, "")
                .steps(new StepSeen(1, "gateway", "connects to the host", ""))
                .frames(frames)
                .checks(
                        new Check("frame 1", "0800", "0800", true, false),
                        new Check("frame 2, field 39", "00", "00", true, false),
                        new Check("messages with money before the sign-on", "none", "none", true, false))
                .done();
    }

    private ScenarioRun keyChange() {
        return run(
                        "A06",
                        "A. Session",
                        "Key change by the host",
                        Verdict.SKIPPED,
                        "the profile has no zone keys: security.mac is none")
                .done();
    }

    private ScenarioRun approved(String id, String title, String merchant) {
        List<FrameSeen> frames = List.of(
                sale("0200", 17, 1_250).seen(1, 0, true), answer(17, "00").seen(2, jitter(42_180), false));
        return run(id, "C. Online", title, Verdict.PASSED, "")
                .steps(
                        new StepSeen(
                                1,
                                "till",
                                "a sale of 12.50 EUR; the card is inserted and the PIN entered",
                                "Please wait"),
                        new StepSeen(2, "host", "approves", "Approved · 12.50 €\nTake the card"))
                .frames(frames)
                .checks(
                        new Check("frame 1, field 3", "000000", "000000", true, false),
                        new Check("frame 1, field 4", "000000001250", "000000001250", true, false),
                        new Check("frame 1, field 12", "the time of the sale", clock("HHmmss"), true, true),
                        new Check("frame 1, field 22", "051", "051", true, false),
                        new Check("frame 2, field 39", "00", "00", true, false),
                        new Check("display", "Approved · 12.50 €", "Approved · 12.50 €", true, false),
                        new Check("the acquirer owes", "12.50", "12.50", true, false))
                .books(NOTHING, SOLD)
                .moves(
                        new Move(payment(1), "COLLECTING", "ASKING", "ASK", 0),
                        new Move(payment(1), "ASKING", "CAPTURED", "KEEP_CAPTURED", jitter(51_000)))
                .slips(slip("merchant", 17, merchant, "APPROVED"), slip("customer", 17, merchant, "APPROVED"))
                .done();
    }

    private ScenarioRun declined() {
        return run("C06", "C. Online", "Declines 05, 51, 54, 14 and 41", Verdict.PASSED, "")
                .steps(
                        new StepSeen(1, "till", "a sale of 12.50 EUR", "Please wait"),
                        new StepSeen(2, "host", "declines with 51", "Declined · not enough funds"))
                .frames(List.of(
                        sale("0200", 18, 1_250).seen(1, 0, true),
                        answer(18, "51").seen(2, jitter(38_020), false)))
                .checks(
                        new Check("frame 2, field 39", "51", "51", true, false),
                        new Check("messages after it", "none", "none", true, false))
                .slips(slip("customer", 18, CYRILLIC, "DECLINED"))
                .done();
    }

    private ScenarioRun timeout() {
        Standing netted = new Standing(
                1,
                1_250,
                0,
                0,
                1,
                List.of(
                        "sale      TILL0001  STAN 000021  12.50 EUR  **** 0119",
                        "reversal  TILL0001  STAN 000022  12.50 EUR  of STAN 000021"));
        return run("D01", REVERSALS, "No answer, and the host booked it", Verdict.PASSED, "")
                .steps(
                        new StepSeen(1, "host", "books the next sale and drops its answer", ""),
                        new StepSeen(2, "till", "a sale of 12.50 EUR", "Please wait"),
                        new StepSeen(
                                3,
                                "line",
                                "the timer of 15 s runs out",
                                "Not approved. Nothing was taken.\nPay again or otherwise."))
                .frames(List.of(
                        sale("0200", 21, 1_250).seen(1, 0, true),
                        reversal("0420", 22).seen(2, 15_004_000 + jitter(900), true),
                        reversalAnswer(22).seen(3, 15_049_000 + jitter(900), false)))
                .checks(
                        new Check("frame 2", "0420", "0420", true, false),
                        new Check("frame 2, field 90", original(21), original(21), true, true),
                        new Check("frame 3, field 39", "00", "00", true, false),
                        new Check("the acquirer owes", "0.00", "0.00", true, false))
                .books(NOTHING, netted)
                .moves(
                        new Move(payment(2), "ASKING", "OUTCOME_UNKNOWN", "NO_ANSWER", 15_001_000 + jitter(500)),
                        new Move(payment(2), "OUTCOME_UNKNOWN", "REVERSED", "REVERSE", 15_060_000 + jitter(500)))
                .slips(slip("customer", 21, VIETNAMESE, "NOT COMPLETED"))
                .done();
    }

    private ScenarioRun parked() {
        List<FrameSeen> frames = new ArrayList<>();
        frames.add(sale("0200", 31, 4_990).seen(1, 0, true));
        for (int i = 0; i < 7; i++) {
            String mti = i == 0 ? "0420" : "0421";
            String stan = i == 5 ? "33" : "32";
            frames.add(reversal(mti, Integer.parseInt(stan))
                    .seen(2 + i, (15L + 20L * i) * 1_000_000 + jitter(4_000), true));
        }
        return run(
                        "D03",
                        REVERSALS,
                        "Reversal unanswered, repeated as the profile says, then parked",
                        Verdict.FAILED,
                        "frame 7, field 11: expected 000032, as in the reversal that it repeats, and saw 000033")
                .steps(
                        new StepSeen(1, "host", "answers nothing any more", ""),
                        new StepSeen(2, "till", "a sale of 49.90 EUR", "Not approved. Nothing was taken."))
                .frames(frames)
                .checks(
                        new Check("frame 2", "0420", "0420", true, false),
                        new Check("frame 3", "0421", "0421", true, false),
                        new Check("frame 3, field 11", "000032", "000032", true, false),
                        new Check("frame 7, field 11", "000032", "000033", false, false),
                        new Check("repeats", "6", "6", true, false),
                        new Check("state", "PARKED", "PARKED", true, false))
                .books(NOTHING, NOTHING)
                .moves(new Move(payment(3), "ASKING", "OUTCOME_UNKNOWN", "NO_ANSWER", 15_000_200 + jitter(90)))
                .slips(slip("customer", 31, CYRILLIC, "NOT COMPLETED"))
                .done();
    }

    private ScenarioRun drained() {
        List<FrameSeen> frames = new ArrayList<>();
        for (int i = 0; i < 75; i++) {
            frames.add(sale("0220", 100 + i, 1_000 + i).seen(2 * i + 1, 9_000L * i, true));
            frames.add(answer(100 + i, "00").seen(2 * i + 2, 9_000L * i + 4_000 + jitter(300), false));
        }
        return run("E10", "E. Store and forward", "Drain many stored sales while others are made", Verdict.PASSED, "")
                .steps(new StepSeen(
                        1, "line", "comes back after an outage with 75 stored sales", "75 sales are being sent"))
                .frames(frames)
                .checks(new Check("in flight for a terminal, at most", "1", "1", true, false))
                .books(NOTHING, new Standing(75, 77_775, 0, 0, 0, List.of("75 sales, each once")))
                .done();
    }

    private ScenarioRun closed() {
        return run(
                        "G01",
                        "G. Reconciliation",
                        "Close, balanced",
                        Verdict.SKIPPED,
                        "the profile closes no batches: batch is none")
                .done();
    }

    private ScenarioRun load() {
        return run("H01", "H. Load", "200 a second for ten minutes", Verdict.PASSED, "")
                .steps(new StepSeen(
                        1,
                        "till",
                        "120 000 sales from 64 terminals, p99 " + (40 + at.getEpochSecond() % 7) + " ms",
                        ""))
                .checks(new Check("p99", "at most 250 ms", 40 + at.getEpochSecond() % 7 + " ms", true, false))
                .done();
    }

    private SampleFrame network(String mti, int stan) {
        SampleFrame frame = new SampleFrame(mti).with(7, clock("MMddHHmmss")).with(11, stan(stan));
        return mti.equals("0800") ? frame.with(70, "001") : frame;
    }

    private SampleFrame sale(String mti, int stan, long minor) {
        return new SampleFrame(mti)
                .with(2, "************0119")
                .with(3, "000000")
                .with(4, String.format(Locale.ROOT, "%012d", minor))
                .with(7, clock("MMddHHmmss"))
                .with(11, stan(stan))
                .with(12, clock("HHmmss"))
                .with(13, clock("MMdd"))
                .with(14, "****")
                .with(18, "5411")
                .with(22, "051")
                .with(25, "00")
                .with(32, "12345678901")
                .with(35, "*********************")
                .with(37, rrn(stan))
                .with(41, "TILL0001")
                .with(42, "MERCHANT0000001")
                .with(49, "978")
                .with(55, chip());
    }

    private SampleFrame answer(int stan, String code) {
        SampleFrame frame = new SampleFrame(code.equals("00") || code.equals("51") ? "0210" : "0230")
                .with(3, "000000")
                .with(4, "000000001250")
                .with(7, clock("MMddHHmmss"))
                .with(11, stan(stan))
                .with(37, rrn(stan));
        if (code.equals("00")) {
            frame = frame.with(38, approval(stan));
        }
        return frame.with(39, code).with(41, "TILL0001").with(49, "978");
    }

    private SampleFrame reversal(String mti, int stan) {
        return new SampleFrame(mti)
                .with(3, "000000")
                .with(4, "000000001250")
                .with(7, clock("MMddHHmmss"))
                .with(11, stan(stan))
                .with(37, rrn(stan - 1))
                .with(41, "TILL0001")
                .with(49, "978")
                .with(90, original(stan - 1));
    }

    private SampleFrame reversalAnswer(int stan) {
        return new SampleFrame("0430")
                .with(7, clock("MMddHHmmss"))
                .with(11, stan(stan))
                .with(37, rrn(stan - 1))
                .with(39, "00")
                .with(41, "TILL0001");
    }

    private String original(int stan) {
        return "0200" + stan(stan) + clock("MMddHHmmss") + "0".repeat(22);
    }

    private String chip() {
        long chance = at.getEpochSecond() * 0x9E3779B97F4A7C15L;
        return "9F2608" + String.format(Locale.ROOT, "%016X", chance) + "9F270180" + "9F100706011203A00000" + "9F3704"
                + String.format(Locale.ROOT, "%08X", (int) (chance >>> 7)) + "9F36020042" + "9505" + "0000008000"
                + "9A03"
                + clock("yyMMdd") + "9C0100" + "9F0206000000001250" + "5F2A020978" + "82021980" + "9F1A020276"
                + "5A08****************";
    }

    private Slip slip(String copy, int stan, String merchant, String outcome) {
        return new Slip(
                copy,
                List.of(
                        merchant,
                        "",
                        "Date  " + clock("dd.MM.yyyy") + "   Time  " + clock("HH:mm"),
                        "Terminal  TILL0001   Receipt  17",
                        "Card  **** **** **** 0119",
                        "AID   A0000000031010",
                        "TVR   0000008000   TSI  E800",
                        "Ref   " + rrn(stan),
                        "",
                        "AMOUNT              12.50 EUR",
                        outcome));
    }

    private String clock(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(at);
    }

    private static String stan(int stan) {
        return String.format(Locale.ROOT, "%06d", stan);
    }

    private String rrn(int stan) {
        return clock("yyyyDDDHH").substring(3) + stan(stan);
    }

    private String approval(int stan) {
        return String.format(Locale.ROOT, "%06d", (at.getEpochSecond() + stan) % 1_000_000);
    }

    private String payment(int n) {
        return new UUID(at.toEpochMilli() << 16 | 0x7000L | n, 0x8000_0000_0000_0000L | at.toEpochMilli()).toString();
    }

    private long jitter(long micros) {
        return micros + at.getEpochSecond() % 997;
    }

    private Draft run(String id, String section, String title, Verdict verdict, String because) {
        return new Draft(id, section, title, verdict, because);
    }

    /** A scenario of which most parts stay empty. */
    private static final class Draft {
        private final String id;
        private final String section;
        private final String title;
        private final Verdict verdict;
        private final String because;
        private List<StepSeen> steps = List.of();
        private List<FrameSeen> frames = List.of();
        private List<Check> checks = List.of();
        private List<Move> moves = List.of();
        private List<Slip> slips = List.of();
        private Standing before = NOTHING;
        private Standing after = NOTHING;

        Draft(String id, String section, String title, Verdict verdict, String because) {
            this.id = id;
            this.section = section;
            this.title = title;
            this.verdict = verdict;
            this.because = because;
        }

        Draft steps(StepSeen... all) {
            steps = List.of(all);
            return this;
        }

        Draft frames(List<FrameSeen> all) {
            frames = List.copyOf(all);
            return this;
        }

        Draft checks(Check... all) {
            checks = List.of(all);
            return this;
        }

        Draft books(Standing then, Standing now) {
            before = then;
            after = now;
            return this;
        }

        Draft moves(Move... all) {
            moves = List.of(all);
            return this;
        }

        Draft slips(Slip... all) {
            slips = List.of(all);
            return this;
        }

        ScenarioRun done() {
            return new ScenarioRun(
                    id,
                    section,
                    title,
                    "An acquirer learns from it that the gateway keeps to the rule in the scenario’s name.",
                    verdict,
                    because,
                    verdict == Verdict.SKIPPED ? List.of() : List.of("The till is enrolled and the line is up."),
                    steps,
                    frames,
                    checks,
                    before,
                    after,
                    moves,
                    slips);
        }
    }
}
