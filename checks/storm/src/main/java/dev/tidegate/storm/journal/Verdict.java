package dev.tidegate.storm.journal;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a comparison of ledgers has found, over one image or many.
 *
 * @param images how many states of the disk were recovered from
 * @param archiving in how many of them the archivist had something half done
 * @param acknowledged sales that had to be there, over all of them
 * @param found how often what must not be was found; only what was
 */
record Verdict(long images, long archiving, long acknowledged, Map<Finding, Long> found) {
    Verdict {
        found = Map.copyOf(found);
    }

    static Verdict none() {
        return new Verdict(0, 0, 0, Map.of());
    }

    /** One image, in which nothing was found yet. */
    static Verdict ofImage(long acknowledged) {
        return new Verdict(1, 0, acknowledged, Map.of());
    }

    /** How often something was found. */
    long count(Finding finding) {
        return found.getOrDefault(finding, 0L);
    }

    Verdict plus(Verdict other) {
        Verdict sum = new Verdict(
                images + other.images, archiving + other.archiving, acknowledged + other.acknowledged, found);
        for (Map.Entry<Finding, Long> entry : other.found.entrySet()) {
            sum = sum.with(entry.getKey(), entry.getValue());
        }
        return sum;
    }

    /** With so many more of a finding. */
    Verdict with(Finding finding, long more) {
        if (more == 0) {
            return this;
        }
        Map<Finding, Long> sum = new EnumMap<>(Finding.class);
        sum.putAll(found);
        sum.merge(finding, more, Long::sum);
        return new Verdict(images, archiving, acknowledged, sum);
    }

    /** As one image, which was opened twice. */
    Verdict asOneImage(boolean isArchiving) {
        return new Verdict(1, isArchiving ? 1 : 0, (acknowledged + 1) / 2, found);
    }

    boolean isClean() {
        return found.isEmpty();
    }

    @Override
    public String toString() {
        String counts = found.isEmpty()
                ? "nothing found"
                : found.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getValue() + " " + entry.getKey().title())
                        .collect(Collectors.joining(", "));
        return images + " images (" + archiving + " amid archive work), " + acknowledged + " sales: " + counts;
    }
}
