package dev.tidegate.certification.evidence;

import java.time.Instant;

/**
 * What all scenarios of a run have in common.
 *
 * @param product name and version
 * @param commit of the build, or "unknown"
 * @param profile name, such as iso87-generic
 * @param profileDigest SHA-256 of the profile's folder, in hex
 * @param host "acquirer simulator" or the address of a real test host
 * @param startedAt a time field
 * @param zone of the terminals
 * @param timeScale what timers were divided by on both sides; 1 for a real host
 */
public record PackFacts(
        String product,
        String commit,
        String profile,
        String profileDigest,
        String host,
        Instant startedAt,
        String zone,
        int timeScale) {}
